import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import { codeOf, during, mfaSql, type Period, type Rows, rowOf, signInSql, userSql } from "./facts.ts";
import { inRanges, inRangesSql } from "./ranges.ts";
import type { RiskConfiguration, RiskSettings } from "./riskConfiguration.ts";
import type { Range } from "./statistics.ts";

const events = (condition: string) => `count(*) FILTER (${condition})::INTEGER`;
const users = (condition: string) => `count(DISTINCT user_key) FILTER (${condition})::INTEGER`;
const between = (from: string, to: string) => `{'from': ${from}, 'to': ${to}}`;
/** The number of those whose sign-ins had an outcome, certainly and possibly. */
const bounds = (count: typeof events, outcome: string, feedback?: FeedbackValue) => {
	const known = feedback ? `feedback = '${feedback}' AND ` : "";
	return between(count(`${known}${outcome}`), count(`${known}maybe_${outcome}`));
};

/** The figures of a rehearsal, in SQL. */
const figures = {
	blocked: bounds(events, "blocked"),
	challenged: bounds(events, "challenged"),
	usersBlocked: bounds(users, "blocked"),
	usersChallenged: bounds(users, "challenged"),
	// Blocked or challenged, whether or not MFA is available.
	usersAffected: between(users("NOT maybe_passed"), users("maybe_blocked OR maybe_challenged")),
	validBlocked: bounds(events, "blocked", "Valid"),
	validChallenged: bounds(events, "challenged", "Valid"),
	invalidBlocked: bounds(events, "blocked", "Invalid"),
	invalidChallenged: bounds(events, "challenged", "Invalid"),
	invalidPassed: bounds(events, "passed", "Invalid"),
} as const;

export type Figure = keyof typeof figures;
/** Ranges account for what the log does not show: which users have MFA. */
type Figures = Readonly<Record<Figure, Range>>;

/** The effects that a risk configuration would have had. */
export interface Rehearsal extends Figures {
	readonly name: string;
	readonly signIns: number;
	readonly days: readonly Day[];
}

/** The sign-ins of a day that would have been blocked or challenged, in UTC. */
export interface Day extends Pick<Figures, "blocked" | "challenged"> {
	readonly day: string;
}

/** Whether a configuration affects sign-ins without a risk, so that the store must contain them all. */
export function needsUnrated(configuration: RiskConfiguration): boolean {
	return allSettings(configuration).some(
		({ compromisedCredentials, alwaysBlock }) => compromisedCredentials === "block" || alwaysBlock.length > 0,
	);
}

/** Rehearses full-function mode on the sign-ins of a period, for each configuration. */
export async function rehearse(
	db: Rows,
	configurations: readonly RiskConfiguration[],
	period: Period,
): Promise<Rehearsal[]> {
	const { sql, values } = during(period);
	const { signIns } = await rowOf<{ signIns: number }>(
		db,
		`SELECT count(*)::INTEGER AS "signIns" FROM events WHERE ${sql} AND ${signInSql}`,
		values,
	);
	await collectSignIns(db, configurations, period);
	const addresses = await addressesFor(db, configurations);
	const rehearsals: Rehearsal[] = [];
	for (const configuration of configurations) {
		await judge(db, configuration, addresses);
		const total = await rowOf<Figures>(db, `SELECT ${columns(figures)} FROM report_judged`);
		rehearsals.push({ name: configuration.name, signIns, ...total, days: await days(db) });
	}
	return rehearsals;
}

/**
 * Collects the sign-ins that a configuration may affect: those among the facts, and those from a range that a configuration
 * blocks.
 */
async function collectSignIns(
	db: Rows,
	configurations: readonly RiskConfiguration[],
	period: Period,
): Promise<void> {
	const { sql, values } = during(period);
	const blocked = configurations.flatMap(allSettings).flatMap(({ alwaysBlock }) => alwaysBlock);
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_blocked AS
			SELECT ${userSql} AS user_key, time, ip_number, ${codeOf("client_id")} AS client, ${mfaSql} AS has_mfa
			FROM events WHERE ${inRangesSql(blocked)} AND ${sql} AND ${signInSql}
				AND position NOT IN (SELECT position FROM report_facts)`,
		values,
	);
	await db.rows(
		`CREATE OR REPLACE TEMP VIEW report_sign_ins AS
			SELECT user_key, time, level, compromised, ip_number, client, feedback, has_mfa FROM report_facts WHERE is_sign_in
			UNION ALL SELECT user_key, time, 'None', false, ip_number, client, 'None', has_mfa FROM report_blocked`,
	);
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_mfa_users AS
			SELECT DISTINCT user_key FROM events
			WHERE list_contains(challenges, 'Mfa: Success') AND user_key IN (SELECT user_key FROM report_sign_ins)`,
	);
}

/** Finds the numbers of the sign-ins' addresses that are in the ranges of a configuration. */
async function addressesFor(db: Rows, configurations: readonly RiskConfiguration[]): Promise<bigint[]> {
	const ranges = configurations.flatMap(allSettings).flatMap((of) => [...of.alwaysAllow, ...of.alwaysBlock]);
	if (ranges.length === 0) return [];
	const found = await db.rows<{ ip: string }>(
		`SELECT DISTINCT ip_number::VARCHAR AS ip FROM report_sign_ins WHERE ${inRangesSql(ranges)}`,
	);
	return found.map(({ ip }) => BigInt(ip));
}

/** Creates `report_judged`: the sign-ins with the lower and upper bound of the configuration's effect. */
async function judge(
	db: Rows,
	{ pool, clients }: RiskConfiguration,
	addresses: readonly bigint[],
): Promise<void> {
	const among = (ranges: readonly string[]) => addresses.filter(inRanges(ranges)).map(String);
	const lines = [[null, pool] as const, ...Object.entries(clients)].map(([client, settings]) => ({
		client,
		...settings,
		alwaysAllow: among(settings.alwaysAllow),
		alwaysBlock: among(settings.alwaysBlock),
	}));
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_settings AS SELECT * REPLACE (${codeOf("client")} AS client) FROM (
			SELECT unnest(from_json($1::JSON, '[{
				"client": "VARCHAR", "low": "VARCHAR", "medium": "VARCHAR", "high": "VARCHAR", "compromisedCredentials": "VARCHAR",
				"alwaysAllow": ["UHUGEINT"], "alwaysBlock": ["UHUGEINT"]
			}]'), recursive := true)
		)`,
		[JSON.stringify(lines)],
	);
	// A client without its own settings has those of the pool. Users who passed MFA anyway are not affected by a challenge.
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_judged AS WITH chosen AS (
			SELECT s.*, CASE
				WHEN list_contains("alwaysBlock", ip_number) THEN 'block'
				WHEN list_contains("alwaysAllow", ip_number) THEN 'none'
				WHEN compromised AND "compromisedCredentials" = 'block' THEN 'block'
				WHEN level = 'High' THEN high WHEN level = 'Medium' THEN medium WHEN level = 'Low' THEN low ELSE 'none' END AS action
			FROM report_sign_ins s JOIN report_settings ON report_settings.client IS NOT DISTINCT FROM
				CASE WHEN s.client IN (SELECT client FROM report_settings WHERE client IS NOT NULL) THEN s.client END
		), known AS (
			SELECT *, user_key IN (SELECT user_key FROM report_mfa_users) AS mfa_user FROM chosen
		)
		SELECT user_key, date_trunc('day', time) AS day, feedback,
			action = 'block' AS blocked,
			action = 'block' OR (action = 'mfaRequired' AND NOT has_mfa AND NOT mfa_user) AS maybe_blocked,
			action IN ('mfaRequired', 'mfaIfConfigured') AND NOT has_mfa AND mfa_user AS challenged,
			action IN ('mfaRequired', 'mfaIfConfigured') AND NOT has_mfa AS maybe_challenged,
			action = 'none' OR has_mfa AND action <> 'block' AS passed,
			action = 'none' OR has_mfa AND action <> 'block' OR action = 'mfaIfConfigured' AND NOT mfa_user AS maybe_passed
		FROM known`,
	);
}

function days(db: Rows): Promise<Day[]> {
	const { blocked, challenged } = figures;
	return db.rows<Day>(
		`SELECT strftime(day, '%Y-%m-%d') AS day, ${columns({ blocked, challenged })} FROM report_judged
			WHERE day IS NOT NULL AND (maybe_blocked OR maybe_challenged) GROUP BY report_judged.day ORDER BY 1`,
	);
}

function columns(of: Readonly<Record<string, string>>): string {
	return Object.entries(of)
		.map(([name, sql]) => `${sql} AS "${name}"`)
		.join(", ");
}

function allSettings({ pool, clients }: RiskConfiguration): RiskSettings[] {
	return [pool, ...Object.values(clients)];
}

/** The figures that can make a run fail. */
const limited = {
	"valid-blocked": "validBlocked",
	"valid-challenged": "validChallenged",
	"users-blocked": "usersBlocked",
	"invalid-passed": "invalidPassed",
} as const satisfies Record<string, Figure>;

/** The maximum accepted value of a figure. */
export interface Limit {
	readonly name: keyof typeof limited;
	readonly most: number;
}

/** A limit that a configuration exceeds, or may exceed: for a range, the upper end counts. */
export interface Exceeded extends Limit {
	readonly configuration: string;
	readonly figure: Range;
}

/** Parses `name > number`; `undefined` if it has another form. */
export function parseLimit(text: string): Limit | undefined {
	const [, found, most] = /^\s*([a-z-]+)\s*>\s*(\d{1,12})\s*$/.exec(text) ?? [];
	const name = (Object.keys(limited) as Limit["name"][]).find((each) => each === found);
	return name && { name, most: Number(most) };
}

/** The limits that the rehearsed configurations exceed. */
export function exceeded(limits: readonly Limit[], rehearsals: readonly Rehearsal[]): Exceeded[] {
	return rehearsals.flatMap((rehearsal) =>
		limits
			.map((limit) => ({ ...limit, configuration: rehearsal.name, figure: rehearsal[limited[limit.name]] }))
			.filter(({ figure, most }) => figure.to > most),
	);
}
