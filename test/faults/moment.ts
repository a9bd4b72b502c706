import type { EmulatorRequest } from "pulumi-cognito-feedback/emulator";

/** A moment of a run, told by what Cognito has received. */
export class Moment {
	/** Done when the moment has come. */
	readonly come: Promise<void>;
	readonly #writesBefore: number;
	readonly #arrive: () => void;
	readonly #gate: Promise<void>;
	#writes = 0;
	#isHere = false;
	#isOver = false;
	/** Opens the gate. */
	readonly #open: () => void;

	/** @param write The request to submit feedback that it comes with, from 1; with 0 it comes with the first request. */
	constructor(write: number) {
		this.#writesBefore = write;
		const { promise: come, resolve: arrive } = Promise.withResolvers<void>();
		const { promise: gate, resolve: open } = Promise.withResolvers<void>();
		[this.come, this.#arrive, this.#gate, this.#open] = [come, arrive, gate, open];
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	/** Holds up what is received from the moment on, until it is over. For `onRequest`. */
	pass({ operation }: EmulatorRequest): Promise<void> | undefined {
		if (this.#isOver) return undefined;
		if (operation === "AdminUpdateAuthEventFeedback") this.#writes++;
		this.#isHere ||= this.#writes >= this.#writesBefore;
		if (!this.#isHere) return undefined;
		this.#arrive();
		return this.#gate;
	}

	/** Lets go what was held up: Cognito takes it, though no one may be there for the answer. */
	over(): void {
		this.#isOver = true;
		this.#open();
	}
}

/** So many moments, from before the first of so many requests to the last. */
export function spread(moments: number, writes: number): number[] {
	const last = Math.max(1, moments - 1);
	return Array.from({ length: moments }, (_, index) => Math.round((index * writes) / last));
}
