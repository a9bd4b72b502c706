import type { EmulatorRequest } from "pulumi-cognito-feedback/emulator";

/** A moment of a run, defined by the requests that Cognito received. */
export class Moment {
	/** Resolves when the moment has come. */
	readonly come: Promise<void>;
	readonly #writesBefore: number;
	readonly #arrive: () => void;
	readonly #gate: Promise<void>;
	#writes = 0;
	#isHere = false;
	#isOver = false;
	/** Releases the requests that are held. */
	readonly #open: () => void;

	/**
	 * @param write The number, from 1, of the feedback request at which the moment comes; 0 for the first request of any kind.
	 */
	constructor(write: number) {
		this.#writesBefore = write;
		const { promise: come, resolve: arrive } = Promise.withResolvers<void>();
		const { promise: gate, resolve: open } = Promise.withResolvers<void>();
		[this.come, this.#arrive, this.#gate, this.#open] = [come, arrive, gate, open];
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	/** Holds requests received from the moment on until it is over. For `onRequest`. */
	pass({ operation }: EmulatorRequest): Promise<void> | undefined {
		if (this.#isOver) return undefined;
		if (operation === "AdminUpdateAuthEventFeedback") this.#writes++;
		this.#isHere ||= this.#writes >= this.#writesBefore;
		if (!this.#isHere) return undefined;
		this.#arrive();
		return this.#gate;
	}

	/** Releases the held requests: Cognito accepts them, even if the client is gone. */
	over(): void {
		this.#isOver = true;
		this.#open();
	}
}

/** Spreads a number of moments evenly, from before the first of the requests to the last. */
export function spread(moments: number, writes: number): number[] {
	const last = Math.max(1, moments - 1);
	return Array.from({ length: moments }, (_, index) => Math.round((index * writes) / last));
}
