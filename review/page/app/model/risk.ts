/** How an event was rated, highest first. `other` is a level newer than this page: not to be missed. */
export const risks = ["other", "high", "medium", "low", "none", "unrated"] as const;
export type Risk = (typeof risks)[number];

const byLevel: Readonly<Record<string, Risk>> = { High: "high", Medium: "medium", Low: "low" };

const labels: Readonly<Record<Risk, string>> = {
	other: "Other",
	high: "High",
	medium: "Medium",
	low: "Low",
	none: "No risk",
	unrated: "Unrated",
};

export function riskOf(level: string | undefined, decision: string | undefined): Risk {
	if (level !== undefined) return Object.hasOwn(byLevel, level) ? (byLevel[level] ?? "other") : "other";
	return decision === "NoRisk" ? "none" : decision === undefined ? "unrated" : "other";
}

export function riskLabel(risk: Risk): string {
	return labels[risk];
}
