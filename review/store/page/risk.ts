/** The risk ratings, highest first. `other` is an unrecognized level; it comes first so that it is noticed. */
export const risks = ["other", "high", "medium", "low", "none", "unrated"] as const;

export type Risk = (typeof risks)[number];

const byLevel: Readonly<Record<string, Risk>> = { High: "high", Medium: "medium", Low: "low" };

/** The risk of an event, like the column `rank` of a snapshot. */
export function riskOf(level: string | null, decision: string | null): Risk {
	if (level !== null) return Object.hasOwn(byLevel, level) ? (byLevel[level] ?? "other") : "other";
	return decision === "NoRisk" ? "none" : decision === null ? "unrated" : "other";
}
