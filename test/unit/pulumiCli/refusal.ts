/** The message that a promise is rejected with. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
	const result = await promise.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (result instanceof Error) return result.message;
	throw new Error("The promise was not rejected.");
}
