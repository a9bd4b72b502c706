import { type Attempt, Everyday } from "./everyday.ts";
import { effects, KnownEffect } from "./knownEffect.ts";
import { People } from "./people.ts";
import { type Draws, drawsOf } from "./random.ts";
import type { SignIn, Story } from "./signIn.ts";

export const scenarios = ["everyday", "works", "no-effect", "fades", "regression"] as const;
export type Scenario = (typeof scenarios)[number];

/** A pool to generate; the same options give the same events. */
export interface LogOptions {
	readonly events: number;
	/** Default: a twelfth of the events, and a 32nd in a pool of known effect. */
	readonly users?: number;
	/** Default: 1. */
	readonly seed?: number;
	/** Default: `everyday`. */
	readonly scenario?: Scenario;
	/**
	 * The share of events rated Medium or High that get feedback or, in a pool of known effect, the share of users.
	 * Default: 0.05 and 0.5.
	 */
	readonly feedbackShare?: number;
	/** The time of the last event. Default: 20 November 2026. */
	readonly until?: Date;
	/** The number of days that the events cover. Default: 90, and 360 in a pool of known effect. */
	readonly days?: number;
}

const day = 24 * 3_600_000;

/** The events of a pool in the order of time. They are generated one by one, so there may be any number of them. */
export function* generateSignIns(options: LogOptions): Generator<SignIn, void, undefined> {
	const { events, scenario = "everyday", seed = 1 } = options;
	const isEveryday = scenario === "everyday";
	const { users = Math.ceil(events / (isEveryday ? 12 : 32)), feedbackShare = isEveryday ? 0.05 : 0.5 } =
		options;
	const { until = new Date("2026-11-20T00:00:00Z"), days = isEveryday ? 90 : 360 } = options;
	const since = until.getTime() - days * day;
	const people = new People(users, seed);
	const draws = drawsOf(seed);
	const world = isEveryday
		? new Everyday(people, draws, seed, feedbackShare, since, until.getTime())
		: new KnownEffect(people, draws, effects[scenario], feedbackShare);
	for (let index = 0; index < events; index++) {
		const time = daily(since + ((index + draws.next()) / events) * days * day);
		yield signIn(index, time, world.attempt(time), people, draws);
	}
}

/** Moves a time so that more events happen by day than by night, in the same order. In whole seconds. */
function daily(time: number): number {
	return (
		Math.floor((time + (0.8 * day * Math.sin((2 * Math.PI * time) / day)) / (2 * Math.PI)) / 1_000) * 1_000
	);
}

function signIn(index: number, time: number, attempt: Attempt, people: People, draws: Draws): SignIn {
	const { user, place, device, riskLevel, wasUser, story, feedback } = attempt;
	const { username, sub, hasMfa, idpName } = people.person(user);
	const { response, challenges } = resultOf(story, hasMfa, draws);
	const isBlocked = riskLevel === "High" && response === "Fail" && draws.chance(0.2);
	return {
		eventId: draws.uuid(index),
		type: typeOf(story, response, draws),
		time,
		username,
		userSub: sub,
		clientId: device.clientId,
		response,
		riskLevel,
		riskDecision: riskLevel === undefined ? "NoRisk" : isBlocked ? "Block" : "AccountTakeover",
		compromised: story === "stuffing" && draws.chance(0.05),
		challenges,
		device: device.name,
		...place,
		requestId: draws.uuid(index),
		idpName: wasUser ? idpName : "",
		hasContext: wasUser && !draws.chance(0.1),
		...(feedback && { feedback }),
		wasUser,
		story,
	};
}

type Result = Pick<SignIn, "response" | "challenges">;

const failed: Result = { response: "Fail", challenges: ["Password:Failure"] };
const passed: Result = { response: "Pass", challenges: ["Password:Success"] };
const passedBoth: Result = { response: "Pass", challenges: ["Password:Success", "Mfa:Success"] };
const failedLast: Result = { response: "Fail", challenges: ["Password:Success", "Mfa:Failure"] };
const retried: Result = { response: "Pass", challenges: ["Password:Success", "Mfa:Failure", "Mfa:Success"] };
const abandoned: Result = { response: "InProgress", challenges: ["Password:Success"] };

function resultOf(story: Story, hasMfa: boolean, draws: Draws): Result {
	const draw = draws.next();
	if (story === "stuffing") return failed;
	if (story === "takeover") return hasMfa ? (draw < 0.8 ? failedLast : passedBoth) : passed;
	if (draw < 0.04) return failed;
	if (!hasMfa) return passed;
	if (draw < 0.05) return abandoned;
	return draw < 0.06 ? failedLast : draw < 0.09 ? retried : passedBoth;
}

function typeOf(story: Story, response: SignIn["response"], draws: Draws): SignIn["type"] {
	const draw = draws.next();
	if (story === "stuffing" || response === "InProgress") return "SignIn";
	if (draw < 0.94) return "SignIn";
	if (draw < 0.955) return "PasswordChange";
	if (draw < 0.975) return "ForgotPassword";
	return draw < 0.99 ? "ResendCode" : "SignUp";
}
