/** What an audit of the dependencies came to. */
export interface Verdict {
	/** `unknown`: the audit service did not answer, so nobody can tell. `broken`: npm could not audit at all. */
	readonly outcome: "clean" | "found" | "unknown" | "broken";
	readonly message: string;
}

/** npm's severities, lowest first. */
const severities = ["info", "low", "moderate", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What `npm audit --json` prints: a report, or an error with what the registry answered. */
interface Printed {
	readonly auditReportVersion?: unknown;
	readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
	/** What npm calls the failure of a request. */
	readonly message?: unknown;
	readonly error?: { readonly code?: unknown; readonly summary?: unknown };
}

interface Vulnerability {
	readonly severity?: string;
	readonly range?: string;
	/** Advisories, and the names of dependencies that have them. */
	readonly via?: readonly (string | { readonly title?: string; readonly url?: string })[];
}

/**
 * Tells a real finding from a registry that has no audit service or cannot be reached. What is neither a report nor
 * such an answer counts as broken and not as unknown: a check that cannot fail is none.
 *
 * @param json What `npm audit --json` printed to stdout.
 * @param least The lowest severity that counts.
 */
export function verdictOf(json: string, least: Severity): Verdict {
	const printed = parse(json);
	if (isReport(printed)) return verdictOfReport(printed.vulnerabilities, least);
	if (typeof printed?.message === "string") {
		return { outcome: "unknown", message: `the audit service does not answer (${oneLine(printed.message)})` };
	}
	const summary = printed?.error?.summary ?? printed?.error?.code;
	const why = typeof summary === "string" && summary !== "" ? summary : "it printed no report";
	return { outcome: "broken", message: `npm audit failed: ${oneLine(why)}` };
}

function verdictOfReport(vulnerabilities: Readonly<Record<string, Vulnerability>>, least: Severity): Verdict {
	const found = Object.entries(vulnerabilities).filter(([, { severity }]) => isAtLeast(severity, least));
	if (found.length === 0) {
		return { outcome: "clean", message: `no known vulnerability of severity ${least} or above` };
	}
	return {
		outcome: "found",
		message: `known vulnerabilities. Update what has them, or see \`npm audit\`:\n${found.flatMap(describe).join("\n")}`,
	};
}

/** A line for each advisory; none for a package that only depends on one that has some. */
function describe([name, { severity, range, via = [] }]: [string, Vulnerability]): string[] {
	const advisories = via.filter((cause) => typeof cause !== "string");
	const installed = [name, range].filter(Boolean).join(" ");
	return advisories.map(({ title, url }) => `  ${installed}: ${severity}, ${title} ${url}`);
}

/** A severity that is newer than this list counts. */
function isAtLeast(severity: string | undefined, least: Severity): boolean {
	const names: readonly string[] = severities;
	const rank = names.indexOf(severity ?? "");
	return rank === -1 || rank >= names.indexOf(least);
}

function isReport(printed: Printed | undefined): printed is Required<Pick<Printed, "vulnerabilities">> {
	return (
		printed?.auditReportVersion !== undefined &&
		typeof printed.vulnerabilities === "object" &&
		printed.vulnerabilities !== null
	);
}

function parse(json: string): Printed | undefined {
	try {
		const parsed: unknown = JSON.parse(json);
		return typeof parsed === "object" && parsed !== null ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function oneLine(text: string): string {
	return text.trim().split("\n")[0] ?? "";
}
