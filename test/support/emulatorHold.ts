/** Holds requests, for `onRequest`: they wait in `hold` until `letGo` is called. */
export class Hold {
	readonly #arrived = Promise.withResolvers<void>();
	readonly #gate = Promise.withResolvers<void>();
	/** Resolves when the first request waits. */
	readonly arrived = this.#arrived.promise;
	readonly letGo = this.#gate.resolve;

	readonly hold = (): Promise<void> => {
		this.#arrived.resolve();
		return this.#gate.promise;
	};
}
