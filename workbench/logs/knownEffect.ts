import { type Attempt, feedbackDelay, levelOf, usualUser, type World } from "./everyday.ts";
import type { People } from "./people.ts";
import type { Draws } from "./random.ts";
import type { Feedback, Level } from "./signIn.ts";

/** The effect of feedback on later risk in a pool, and the ratings without them. */
export interface Effect {
	/** How often an event is rated High, Medium and Low. */
	readonly ratings: readonly [number, number, number];
	/** The strength of feedback, from 0 to 1, after a number of days. */
	strength(days: number): number;
}

const usualRatings = [0.2, 0.3, 0.2] as const;

/** The pools with a known effect. */
export const effects = {
	/** `Valid` lowers the risk of later events of that user with the same device and network, `Invalid` raises it, and both last. */
	works: { ratings: usualRatings, strength: () => 1 },
	/** Feedback changes nothing. */
	"no-effect": { ratings: usualRatings, strength: () => 0 },
	/** Like `works`, but weaker in each band of days since the feedback, and gone after the last. */
	fades: {
		ratings: usualRatings,
		strength: (days) => (days <= 7 ? 1 : days <= 30 ? 0.6 : days <= 90 ? 0.25 : 0),
	},
	/**
	 * Feedback changes nothing, and a high risk is rare: an event after one with a high rating tends to be rated lower, with
	 * feedback or without.
	 */
	regression: { ratings: [0.02, 0.06, 0.15], strength: () => 0 },
} as const satisfies Record<string, Effect>;

const day = 24 * 3_600_000;
/** Two places and two devices for each user. */
const pairs = 4;

/**
 * A pool in which each user has two devices and two networks, and the effect of feedback is known.
 *
 * The users whose events get feedback are drawn at random: in their accounts, the first event with a device and network that is
 * rated Medium or High gets correct feedback within two days. Events of other users never get any, so the two groups differ
 * only in the feedback. Whether it was the user depends on device and network, and not on the ratings.
 */
export class KnownEffect implements World {
	readonly #people: People;
	readonly #draws: Draws;
	readonly #effect: Effect;
	readonly #feedbackShare: number;
	/** The time of the feedback on a user's pair of device and network; 0 without any. */
	readonly #feedbackAt: Float64Array;

	constructor(people: People, draws: Draws, effect: Effect, feedbackShare: number) {
		this.#people = people;
		this.#draws = draws;
		this.#effect = effect;
		this.#feedbackShare = feedbackShare;
		this.#feedbackAt = new Float64Array(people.count * pairs);
	}

	attempt(time: number): Attempt {
		const draws = this.#draws;
		const people = this.#people;
		const user = usualUser(people, draws);
		const pair = draws.below(pairs);
		const place = pair & 1 ? people.work(user) : people.home(user);
		const device = pair & 2 ? people.phone(user) : people.laptop(user);
		const wasUser = people.trait(user, 1_001 + pair) < 0.7;
		const feedbackAt = this.#feedbackAt[user * pairs + pair] ?? 0;
		const strength =
			feedbackAt > 0 && feedbackAt <= time ? this.#effect.strength((time - feedbackAt) / day) : 0;
		const riskLevel = this.#rate(user, wasUser, strength);
		const feedback = feedbackAt === 0 ? this.#feedback(user, wasUser, riskLevel, time) : undefined;
		if (feedback) this.#feedbackAt[user * pairs + pair] = feedback.time;
		const story = wasUser ? "usual" : "takeover";
		return { user, place, device, story, wasUser, riskLevel, ...(feedback && { feedback }) };
	}

	/** Some users always get higher ratings than others. */
	#rate(user: number, wasUser: boolean, strength: number): Level | undefined {
		const factor = (0.75 + 0.5 * this.#people.trait(user, 1_010)) * (wasUser ? 1 - 0.7 * strength : 1);
		const [high, medium, low] = this.#effect.ratings;
		const level = levelOf([high * factor, medium * factor, low * factor], this.#draws.next());
		const isRaised = this.#draws.next() < 0.5 * strength && !wasUser;
		return isRaised ? raised(level) : level;
	}

	#feedback(user: number, wasUser: boolean, level: Level | undefined, time: number): Feedback | undefined {
		const isAsked = this.#people.trait(user, 1_011) < this.#feedbackShare;
		if (!isAsked || (level !== "High" && level !== "Medium")) return undefined;
		return { value: wasUser ? "Valid" : "Invalid", time: time + feedbackDelay(this.#draws) };
	}
}

function raised(level: Level | undefined): Level {
	return level === undefined ? "Low" : level === "Low" ? "Medium" : "High";
}
