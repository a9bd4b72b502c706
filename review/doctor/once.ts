/** A function that is called at most once, whose result all callers get. */
export function once<T>(run: () => Promise<T>): () => Promise<T> {
	let result: Promise<T> | undefined;
	return () => {
		result ??= run();
		return result;
	};
}
