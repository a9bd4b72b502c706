const leftovers = new Set<() => void>();
let isListening = false;

/** Runs a function when the process ends early. Returns a function that runs it at once, at most once. */
export function disposable(dispose: () => void): () => void {
	if (!isListening) {
		process.once("exit", () => {
			for (const rest of leftovers) rest();
		});
		isListening = true;
	}
	leftovers.add(dispose);
	return () => {
		if (leftovers.delete(dispose)) dispose();
	};
}
