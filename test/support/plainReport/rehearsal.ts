import { isIPv4 } from "node:net";
import type { RiskConfiguration } from "#review/report/riskConfiguration";
import type { PoolEvent } from "../reportPool.ts";
import type { Fact } from "./facts.ts";

/** The outcome of a sign-in. */
type Outcome = "passed" | "challenged" | "blocked";

/** IPv4 ranges only. */
function isIn(ip: string | null, ranges: readonly string[]): boolean {
	if (ip === null || !isIPv4(ip)) return false;
	const number = (address: string) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
	return ranges.some((range) => {
		const [base = "", length = "32"] = range.split("/");
		const size = 2 ** (32 - Number(length));
		return Math.floor(number(ip) / size) === Math.floor(number(base) / size);
	});
}

/** The effect of a configuration on a sign-in of a user with or without MFA. */
function outcome(fact: Fact, { pool, clients }: RiskConfiguration, hasMfa: boolean): Outcome {
	const settings = (fact.client_id !== null && clients[fact.client_id]) || pool;
	if (isIn(fact.ip, settings.alwaysBlock)) return "blocked";
	if (isIn(fact.ip, settings.alwaysAllow)) return "passed";
	if (fact.compromised && settings.compromisedCredentials === "block") return "blocked";
	const actions = {
		High: settings.high,
		Medium: settings.medium,
		Low: settings.low,
		None: "none",
		Other: "none",
	} as const;
	const action = actions[fact.level];
	if (action === "block") return "blocked";
	if (action === "none" || fact.challenges.some((challenge) => challenge.startsWith("Mfa"))) return "passed";
	if (hasMfa) return "challenged";
	return action === "mfaRequired" ? "blocked" : "passed";
}

/** Tries both for each user whose MFA is unknown, and returns the lower and upper bound. */
export function plainRehearsal(
	facts: readonly Fact[],
	events: readonly PoolEvent[],
	configuration: RiskConfiguration,
) {
	const signIns = facts.filter(({ type, response }) => type === "SignIn" && response !== "Fail");
	const withMfa = new Set(
		events.filter(({ challenges }) => challenges.includes("Mfa: Success")).map(({ username }) => username),
	);
	const possible = signIns.map((fact) => ({
		fact,
		outcomes: new Set(
			(withMfa.has(fact.username) ? [true] : [true, false]).map((hasMfa) =>
				outcome(fact, configuration, hasMfa),
			),
		),
	}));
	type Judged = (typeof possible)[number];
	const events_ = (some: readonly Judged[]) => some.length;
	const users = (some: readonly Judged[]) => new Set(some.map(({ fact }) => fact.username)).size;
	const range = (of: readonly Outcome[], count: typeof events_, feedback?: string) => {
		const fitting = possible.filter(({ fact }) => feedback === undefined || fact.feedback === feedback);
		return {
			from: count(fitting.filter(({ outcomes }) => [...outcomes].every((each) => of.includes(each)))),
			to: count(fitting.filter(({ outcomes }) => [...outcomes].some((each) => of.includes(each)))),
		};
	};
	const dayOf = ({ fact: { time } }: Judged) => new Date(time ?? 0).toISOString().slice(0, 10);
	const affected = possible.filter(
		({ fact, outcomes }) => fact.time !== null && (outcomes.has("blocked") || outcomes.has("challenged")),
	);
	const counts = (some: readonly Judged[], of: Outcome) => ({
		from: some.filter(({ outcomes }) => outcomes.has(of) && outcomes.size === 1).length,
		to: some.filter(({ outcomes }) => outcomes.has(of)).length,
	});
	return {
		name: configuration.name,
		signIns: signIns.length,
		blocked: range(["blocked"], events_),
		challenged: range(["challenged"], events_),
		usersBlocked: range(["blocked"], users),
		usersChallenged: range(["challenged"], users),
		usersAffected: range(["blocked", "challenged"], users),
		validBlocked: range(["blocked"], events_, "Valid"),
		validChallenged: range(["challenged"], events_, "Valid"),
		invalidBlocked: range(["blocked"], events_, "Invalid"),
		invalidChallenged: range(["challenged"], events_, "Invalid"),
		invalidPassed: range(["passed"], events_, "Invalid"),
		days: [...Map.groupBy(affected, dayOf)]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([day, some]) => ({
				day,
				blocked: counts(some, "blocked"),
				challenged: counts(some, "challenged"),
			})),
	};
}
