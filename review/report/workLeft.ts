import { bandSql, listed, openSql, type Rows } from "./facts.ts";

/** The events without feedback of a risk level and an age. */
export interface WithoutFeedback {
	readonly level: "High" | "Medium" | "Low";
	/** The index of its band of days between the event and the report: see `bandStarts`. */
	readonly age: number;
	readonly events: number;
}

/** Events without feedback that share a network or device. */
export interface Group {
	readonly kind: "network" | "device";
	readonly name: string;
	readonly events: number;
	readonly users: number;
}

/** A range for which Cognito's always-allow list may be better than many decisions. */
export interface AllowCandidate {
	readonly range: string;
	readonly users: number;
	readonly withoutFeedback: number;
	readonly valid: number;
}

export type WorkLeft = Awaited<ReturnType<typeof workLeft>>;

/** The conditions for a candidate: an office or a VPN has many users, and no attack ever came from it. */
const candidate = { users: 10, withoutFeedback: 20, valid: 5, usersValid: 3 } as const;

/** Counts the undecided events. @param now ISO 8601; ages are relative to it. */
export async function workLeft(db: Rows, now: string) {
	const withoutFeedback = await db.rows<WithoutFeedback>(
		`SELECT level, ${bandSql("days")} AS age,
				count(*)::INTEGER AS events
			FROM (SELECT level, (epoch_ms($1::TIMESTAMP) - epoch_ms(time)) // 86400000 AS days FROM report_facts
				WHERE ${openSql} AND time IS NOT NULL)
			GROUP BY ALL`,
		[now],
	);
	// Users are counted only for groups that may be listed, because that takes longest.
	const group = (kind: Group["kind"]) =>
		db.rows<Group>(`WITH top AS (
				SELECT ${kind} FROM report_facts WHERE ${openSql} AND ${kind} IS NOT NULL GROUP BY 1
				QUALIFY rank() OVER (ORDER BY count(*) DESC) <= ${listed}
			)
			SELECT '${kind}' AS kind, name, count(*)::INTEGER AS events, count(DISTINCT user_key)::INTEGER AS users
				FROM report_facts JOIN top USING (${kind}) JOIN report_${kind}s USING (${kind})
				WHERE ${openSql} GROUP BY name ORDER BY events DESC, users DESC, name LIMIT ${listed}`);
	const candidates = await db.rows<AllowCandidate>(`WITH harmless AS (
			SELECT network FROM report_facts WHERE network IS NOT NULL GROUP BY 1
			HAVING count(*) FILTER (${openSql}) >= ${candidate.withoutFeedback} AND count(*) FILTER (feedback = 'Valid') >= ${candidate.valid}
				AND count(*) FILTER (feedback = 'Invalid') = 0
		)
		SELECT name AS range, count(DISTINCT user_key)::INTEGER AS users, count(*) FILTER (${openSql})::INTEGER AS "withoutFeedback",
				count(*) FILTER (feedback = 'Valid')::INTEGER AS valid
			FROM report_facts JOIN harmless USING (network) JOIN report_networks USING (network) GROUP BY 1
			HAVING users >= ${candidate.users} AND count(DISTINCT user_key) FILTER (feedback = 'Valid') >= ${candidate.usersValid}
			ORDER BY "withoutFeedback" DESC, 1 LIMIT ${listed}`);
	return {
		withoutFeedback,
		groups: [...(await group("network")), ...(await group("device"))],
		candidates,
	};
}
