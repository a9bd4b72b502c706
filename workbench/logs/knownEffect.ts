import { type Attempt, answerDelay, levelOf, usualUser, type World } from "./everyday.ts";
import type { People } from "./people.ts";
import type { Draws } from "./random.ts";
import type { Answer, Level } from "./signIn.ts";

/** The effect of answers on later risk in a pool, and the ratings without them. */
export interface Effect {
	/** How often an event is rated High, Medium and Low. */
	readonly ratings: readonly [number, number, number];
	/** The strength of an answer, from 0 to 1, after a number of days. */
	strength(days: number): number;
}

const usualRatings = [0.2, 0.3, 0.2] as const;

/** The pools with a known effect. */
export const effects = {
	/** `Valid` lowers the risk of later events of that user with the same device and network, `Invalid` raises it, and both last. */
	works: { ratings: usualRatings, strength: () => 1 },
	/** Answers change nothing. */
	"no-effect": { ratings: usualRatings, strength: () => 0 },
	/** Like `works`, but weaker in each band of days since the answer, and gone after the last. */
	fades: {
		ratings: usualRatings,
		strength: (days) => (days <= 7 ? 1 : days <= 30 ? 0.6 : days <= 90 ? 0.25 : 0),
	},
	/**
	 * Answers change nothing, and a high risk is rare: an event after one with a high rating tends to be rated lower, answered
	 * or not.
	 */
	regression: { ratings: [0.02, 0.06, 0.15], strength: () => 0 },
} as const satisfies Record<string, Effect>;

const day = 24 * 3_600_000;
/** Two places and two devices for each user. */
const pairs = 4;

/**
 * A pool in which each user has two devices and two networks, and the effect of answers is known.
 *
 * The users whose events are answered are drawn at random: in their accounts, the first event with a device and network that is
 * rated Medium or High is answered correctly within two days. Events of other users are never answered, so the two groups
 * differ only in the answers. Whether it was the user depends on device and network, and not on the ratings.
 */
export class KnownEffect implements World {
	readonly #people: People;
	readonly #draws: Draws;
	readonly #effect: Effect;
	readonly #answered: number;
	/** The time at which a user's pair of device and network was answered; 0 if it was not. */
	readonly #answeredAt: Float64Array;

	constructor(people: People, draws: Draws, effect: Effect, answered: number) {
		this.#people = people;
		this.#draws = draws;
		this.#effect = effect;
		this.#answered = answered;
		this.#answeredAt = new Float64Array(people.count * pairs);
	}

	attempt(time: number): Attempt {
		const draws = this.#draws;
		const people = this.#people;
		const user = usualUser(people, draws);
		const pair = draws.below(pairs);
		const place = pair & 1 ? people.work(user) : people.home(user);
		const device = pair & 2 ? people.phone(user) : people.laptop(user);
		const wasUser = people.trait(user, 1_001 + pair) < 0.7;
		const answeredAt = this.#answeredAt[user * pairs + pair] ?? 0;
		const strength =
			answeredAt > 0 && answeredAt <= time ? this.#effect.strength((time - answeredAt) / day) : 0;
		const riskLevel = this.#rate(user, wasUser, strength);
		const answer = answeredAt === 0 ? this.#answer(user, wasUser, riskLevel, time) : undefined;
		if (answer) this.#answeredAt[user * pairs + pair] = answer.time;
		const story = wasUser ? "usual" : "takeover";
		return { user, place, device, story, wasUser, riskLevel, ...(answer && { answer }) };
	}

	/** Some users always get higher ratings than others. */
	#rate(user: number, wasUser: boolean, strength: number): Level | undefined {
		const factor = (0.75 + 0.5 * this.#people.trait(user, 1_010)) * (wasUser ? 1 - 0.7 * strength : 1);
		const [high, medium, low] = this.#effect.ratings;
		const level = levelOf([high * factor, medium * factor, low * factor], this.#draws.next());
		const isRaised = this.#draws.next() < 0.5 * strength && !wasUser;
		return isRaised ? raised(level) : level;
	}

	#answer(user: number, wasUser: boolean, level: Level | undefined, time: number): Answer | undefined {
		const isAsked = this.#people.trait(user, 1_011) < this.#answered;
		if (!isAsked || (level !== "High" && level !== "Medium")) return undefined;
		return { value: wasUser ? "Valid" : "Invalid", time: time + answerDelay(this.#draws) };
	}
}

function raised(level: Level | undefined): Level {
	return level === undefined ? "Low" : level === "Low" ? "Medium" : "High";
}
