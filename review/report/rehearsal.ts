import { codeOf, during, mfaSql, type Period, signInSql, userSql } from "./facts.ts";
import { inRanges, inRangesSql } from "./ranges.ts";
import type { RiskConfiguration, RiskSettings } from "./riskConfiguration.ts";
import { type Rows, rowOf, rowsOf } from "./rows.ts";
import type { Range } from "./statistics.ts";

/**
 * The effects that a risk configuration would have had. Ranges account for what the log does not show: which users have MFA.
 */
export interface Rehearsal {
	readonly name: string;
	readonly signIns: number;
	readonly blocked: Range;
	readonly challenged: Range;
	readonly usersBlocked: Range;
	readonly usersChallenged: Range;
	readonly usersAffected: Range;
	/** Known legitimate sign-ins that would have been blocked or challenged. */
	readonly validBlocked: Range;
	readonly validChallenged: Range;
	/** Known unwanted sign-ins that would have been blocked or challenged. */
	readonly invalidBlocked: Range;
	readonly invalidChallenged: Range;
	readonly invalidPassed: Range;
	readonly days: readonly Day[];
}

/** The sign-ins of a day that would have been blocked or challenged, in UTC. */
export interface Day {
	readonly day: string;
	readonly blocked: Range;
	readonly challenged: Range;
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
		rehearsals.push({ name: configuration.name, signIns, ...(await totals(db)), days: await days(db) });
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
	const found = await rowsOf<{ ip: string }>(
		db,
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

type Totals = Omit<Rehearsal, "name" | "signIns" | "days">;

async function totals(db: Rows): Promise<Totals> {
	const events = (condition: string) => `count(*) FILTER (${condition})::INTEGER`;
	const users = (condition: string) => `count(DISTINCT user_key) FILTER (${condition})::INTEGER`;
	const of = (count: typeof events, certain: string, possible: string) =>
		[count(certain), count(possible)] as const;
	const valid = "feedback = 'Valid' AND";
	const invalid = "feedback = 'Invalid' AND";
	const figures: Readonly<Record<keyof Totals, readonly [string, string]>> = {
		blocked: of(events, "blocked", "maybe_blocked"),
		challenged: of(events, "challenged", "maybe_challenged"),
		usersBlocked: of(users, "blocked", "maybe_blocked"),
		usersChallenged: of(users, "challenged", "maybe_challenged"),
		// Blocked or challenged, whether or not MFA is available.
		usersAffected: of(users, "NOT maybe_passed", "maybe_blocked OR maybe_challenged"),
		validBlocked: of(events, `${valid} blocked`, `${valid} maybe_blocked`),
		validChallenged: of(events, `${valid} challenged`, `${valid} maybe_challenged`),
		invalidBlocked: of(events, `${invalid} blocked`, `${invalid} maybe_blocked`),
		invalidChallenged: of(events, `${invalid} challenged`, `${invalid} maybe_challenged`),
		invalidPassed: of(events, `${invalid} passed`, `${invalid} maybe_passed`),
	};
	const columns = Object.entries(figures).map(
		([name, [from, to]]) => `${from} AS "${name}0", ${to} AS "${name}1"`,
	);
	const counts = await rowOf<Readonly<Record<string, number>>>(
		db,
		`SELECT ${columns.join(", ")} FROM report_judged`,
	);
	const range = (name: string): Range => ({ from: counts[`${name}0`] ?? 0, to: counts[`${name}1`] ?? 0 });
	return Object.fromEntries(Object.keys(figures).map((name) => [name, range(name)])) as unknown as Totals;
}

async function days(db: Rows): Promise<Day[]> {
	const found = await rowsOf<Readonly<Record<"b0" | "b1" | "c0" | "c1", number>> & { day: string }>(
		db,
		`SELECT strftime(day, '%Y-%m-%d') AS day,
			count(*) FILTER (blocked)::INTEGER AS b0, count(*) FILTER (maybe_blocked)::INTEGER AS b1,
			count(*) FILTER (challenged)::INTEGER AS c0, count(*) FILTER (maybe_challenged)::INTEGER AS c1
		FROM report_judged WHERE day IS NOT NULL AND (maybe_blocked OR maybe_challenged) GROUP BY report_judged.day ORDER BY 1`,
	);
	return found.map(({ day, b0, b1, c0, c1 }) => ({
		day,
		blocked: { from: b0, to: b1 },
		challenged: { from: c0, to: c1 },
	}));
}

function allSettings({ pool, clients }: RiskConfiguration): RiskSettings[] {
	return [pool, ...Object.values(clients)];
}
