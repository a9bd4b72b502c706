import { riskLevels } from "pulumi-cognito-feedback/internal/cognito";
import type { Period, Rows } from "./facts.ts";

/** The events that were requested: the options of the commands, by name. */
export type Filter = Readonly<Record<string, unknown>>;

/** What the store has read: the source, the period and the filter. */
export interface Coverage extends Period {
	readonly source: string;
	readonly filter: Filter;
	readonly complete: boolean;
	readonly lines: number;
	readonly events: number;
}

/** Why a figure is missing: the events that it needs, and those that the store lacks. */
export interface Gap {
	readonly kind: "nothingRead" | "narrowerFilter" | "missingTime";
	/** The start of the missing period. */
	readonly time?: string;
}

/** Options that sources and samples may name in the singular, like the command line. */
const plurals = new Map(
	Object.entries({ type: "types", user: "users", ip: "ips", country: "countries", client: "clients" }),
);
const lists = new Set(plurals.values());

/** Normalizes a filter: one spelling of its names, and lists for options with several values. */
export function normalFilter(filter: Filter): Filter {
	const entries = Object.entries(filter).map(([name, value]) => {
		const plural = plurals.get(name) ?? name;
		return [plural, lists.has(plural) ? [value].flat() : value] as const;
	});
	return Object.fromEntries(entries);
}

type Text = string | null;

export async function readCoverage(db: Rows): Promise<Coverage[]> {
	const iso = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
	const readings = await db.rows<
		Omit<Coverage, "since" | "until" | "filter"> & { since: Text; until: Text; filter: Text }
	>(
		`SELECT source, ${iso("since")} AS since, ${iso("coalesce(until, read_at)")} AS until, filter::VARCHAR AS filter, complete,
			lines_read::DOUBLE AS lines, events::DOUBLE AS events FROM coverage ORDER BY since NULLS FIRST, read_at`,
	);
	return readings.map(({ since, until, filter, ...reading }) => ({
		...reading,
		since: since ?? undefined,
		until: until ?? undefined,
		filter: normalFilter(JSON.parse(filter ?? "{}") as Filter),
	}));
}

/** The missing events of a filter and a period; `undefined` if the store has them all. */
export function gapIn(
	coverage: readonly Coverage[],
	{ since, until, filter }: Period & { readonly filter: Filter },
): Gap | undefined {
	const complete = coverage.filter((each) => each.complete);
	if (complete.length === 0) return { kind: "nothingRead" };
	const fitting = complete.filter((each) => includes(each.filter, filter));
	if (fitting.length === 0) return { kind: "narrowerFilter" };
	const periods = fitting
		.map((each) => ({ from: timeOf(each.since, -Infinity), to: timeOf(each.until, Infinity) }))
		.toSorted((one, other) => one.from - other.from);
	// Without a limit of its own, the period starts and ends with what was read.
	let reached = timeOf(since, periods[0]?.from ?? -Infinity);
	const end = timeOf(until, Math.max(...periods.map(({ to }) => to)));
	for (const { from, to } of periods) {
		if (from > reached) break;
		reached = Math.max(reached, to);
	}
	if (reached >= end) return undefined;
	return { kind: "missingTime", time: new Date(reached).toISOString() };
}

/** Whether the events read with one filter include all events of another. */
function includes(read: Filter, wanted: Filter): boolean {
	return Object.entries(read).every(([name, value]) => {
		if (name === "since" || name === "until" || value === undefined) return true;
		const other = wanted[name];
		if (other === undefined) return false;
		if (name === "risk") return riskLevels.indexOf(`${value}`) <= riskLevels.indexOf(`${other}`);
		if (Array.isArray(value) && Array.isArray(other)) return other.every((each) => value.includes(each));
		return JSON.stringify(value) === JSON.stringify(other);
	});
}

function timeOf(time: string | undefined, otherwise: number): number {
	return time === undefined ? otherwise : Date.parse(time);
}
