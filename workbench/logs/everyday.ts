import { attackFrom, type Device, type People, type Place } from "./people.ts";
import { type Draws, trait } from "./random.ts";
import type { Feedback, Level, Story } from "./signIn.ts";

/** A sign-in attempt: the user, the origin and the story that a kind of pool generates. */
export interface Attempt {
	readonly user: number;
	readonly place: Place;
	readonly device: Device;
	readonly story: Story;
	readonly wasUser: boolean;
	readonly riskLevel: Level | undefined;
	readonly feedback?: Feedback;
}

/** A kind of pool: generates attempts in the order of time. */
export interface World {
	attempt(time: number): Attempt;
}

const hour = 3_600_000;
const day = 24 * hour;

/** How often an event of a story is rated High, Medium and Low. */
const ratings: Record<Story, readonly [number, number, number]> = {
	usual: [0.002, 0.008, 0.05],
	newDevice: [0.05, 0.15, 0.3],
	travel: [0.15, 0.3, 0.25],
	stuffing: [0.45, 0.3, 0.1],
	takeover: [0.5, 0.2, 0.1],
};

/** A period in which one attacker tries passwords of many users. */
interface Burst {
	readonly from: number;
	readonly until: number;
	readonly attack: number;
}

/**
 * An ordinary pool: people sign in at home, at work, on mobile networks and while traveling, sometimes with a new device.
 * Attackers try passwords in bursts, and use an account for some days if one is right.
 */
export class Everyday implements World {
	readonly #people: People;
	readonly #draws: Draws;
	readonly #seed: number;
	readonly #feedbackShare: number;
	readonly #bursts: readonly Burst[];
	/** The end of each account takeover by user, and the number of its attack. */
	readonly #takenUntil: Float64Array;
	readonly #takenBy: Uint16Array;
	#burst = 0;

	constructor(
		people: People,
		draws: Draws,
		seed: number,
		feedbackShare: number,
		since: number,
		until: number,
	) {
		this.#people = people;
		this.#draws = draws;
		this.#seed = seed;
		this.#feedbackShare = feedbackShare;
		this.#bursts = burstsIn(draws, since, until);
		this.#takenUntil = new Float64Array(people.count);
		this.#takenBy = new Uint16Array(people.count);
	}

	attempt(time: number): Attempt {
		const burst = this.#burstAt(time);
		const attempt = burst ? this.#stuffing(burst, time) : this.#ofUser(time);
		const riskLevel = levelOf(ratings[attempt.story], this.#draws.next());
		const feedback = this.#feedback(riskLevel, attempt.wasUser, time);
		return { ...attempt, riskLevel, ...(feedback && { feedback }) };
	}

	#ofUser(time: number): Omit<Attempt, "riskLevel"> {
		const draws = this.#draws;
		const people = this.#people;
		const user = usualUser(people, draws);
		if ((this.#takenUntil[user] ?? 0) > time && draws.chance(0.5))
			return this.#byAttacker(user, this.#takenBy[user] ?? 0, "takeover");
		const isPhone = draws.chance(0.5);
		const device = isPhone ? people.phone(user) : people.laptop(user);
		const week = Math.floor(time / (7 * day)) % 64;
		if (trait(this.#seed, user * 64 + week, 1_000) < 0.015)
			return { user, place: people.abroad(user, week), device, story: "travel", wasUser: true };
		const place = placeOf(people, user, isPhone, draws);
		if (!draws.chance(0.01)) return { user, place, device, story: "usual", wasUser: true };
		const other = draws.below(people.count);
		const newDevice = isPhone ? people.phone(other) : people.laptop(other);
		return { user, place, device: newDevice, story: "newDevice", wasUser: true };
	}

	#stuffing({ attack }: Burst, time: number): Omit<Attempt, "riskLevel"> {
		const user = this.#draws.below(this.#people.count);
		// Some passwords are right.
		if (this.#draws.chance(0.02)) {
			this.#takenUntil[user] = time + day * (1 + this.#draws.below(7));
			this.#takenBy[user] = attack;
			return this.#byAttacker(user, attack, "takeover");
		}
		return this.#byAttacker(user, attack, "stuffing");
	}

	#byAttacker(user: number, attack: number, story: Story): Omit<Attempt, "riskLevel"> {
		const { device: name, ...place } = attackFrom(attack, this.#draws.next());
		const { clientId } = this.#people.laptop(attack);
		return { user, place, device: { name, clientId }, story, wasUser: false };
	}

	#burstAt(time: number): Burst | undefined {
		while ((this.#bursts[this.#burst]?.until ?? time) < time) this.#burst++;
		const burst = this.#bursts[this.#burst];
		return burst && burst.from <= time && this.#draws.chance(0.6) ? burst : undefined;
	}

	/** Administrators give feedback on some of the rated events, and are sometimes wrong. */
	#feedback(level: Level | undefined, wasUser: boolean, time: number): Feedback | undefined {
		if ((level !== "High" && level !== "Medium") || !this.#draws.chance(this.#feedbackShare))
			return undefined;
		const isRight = !this.#draws.chance(0.03);
		return { value: wasUser === isRight ? "Valid" : "Invalid", time: time + feedbackDelay(this.#draws) };
	}
}

/** The time until feedback: up to two days, in whole seconds. */
export function feedbackDelay(draws: Draws): number {
	return hour + 1_000 * draws.below((47 * hour) / 1_000);
}

export function levelOf(
	[high, medium, low]: readonly [number, number, number],
	draw: number,
): Level | undefined {
	if (draw < high) return "High";
	if (draw < high + medium) return "Medium";
	return draw < high + medium + low ? "Low" : undefined;
}

/** A user for an ordinary sign-in: some users sign in often, most rarely. */
export function usualUser({ count }: People, draws: Draws): number {
	return Math.floor(count * draws.next() ** 1.5);
}

function placeOf(people: People, user: number, isPhone: boolean, draws: Draws): Place {
	if (isPhone && draws.chance(0.6)) return people.mobile(user, draws.next());
	return draws.chance(0.4) ? people.work(user) : people.home(user);
}

function burstsIn(draws: Draws, since: number, until: number): Burst[] {
	const bursts: Burst[] = [];
	let time = since;
	while (time < until) {
		const from = time + draws.next() * 10 * day;
		time = from + hour * (1 + draws.below(8));
		bursts.push({ from, until: time, attack: 1 + draws.below(4_000) });
	}
	return bursts;
}
