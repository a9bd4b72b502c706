import { setTimeout as delay } from "node:timers/promises";

/** Pulumi starts a step right after the check or the diff of its resource, also on a busy machine. */
const patienceMs = 10_000;
const pauseMs = 50;

/**
 * The sets that a large decisions file is divided among. Pulumi begins no further step once one has failed, so a set of
 * which a part failed ends only when the others have begun: a decision that fails does not stop those of other sets.
 */
export class Siblings {
	readonly #begun = new Set<string>();
	readonly #expected = new Set<string>();
	readonly #underWay: () => number;
	#waiting = 0;
	#isStopped = false;

	/** @param underWay How many steps are in progress, those that wait included. */
	constructor(underWay: () => number) {
		this.#underWay = underWay;
	}

	/** Names sets of a file that Pulumi is about to check. */
	expect(names: Iterable<string>): void {
		for (const name of names) this.#expected.add(name);
	}

	/** Notes that Pulumi has nothing to begin any more for a set. */
	begun(name: string): void {
		this.#begun.add(name);
	}

	/** Ends all waiting: no further request begins. */
	stop(): void {
		this.#isStopped = true;
	}

	/** Waits for the others to begin, as long as any step is in progress: with few steps at once, they cannot all begin. */
	async othersBegun(patience = patienceMs): Promise<void> {
		this.#waiting++;
		let busy = Date.now();
		while (!this.#isStopped && this.#isMissing() && Date.now() - busy < patience) {
			await delay(pauseMs);
			if (this.#underWay() > this.#waiting) busy = Date.now();
		}
		this.#waiting--;
	}

	#isMissing(): boolean {
		return [...this.#expected].some((name) => !this.#begun.has(name));
	}
}
