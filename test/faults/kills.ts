import type { FaultCounts } from "./counts.ts";
import { type Kill, type KillOutcome, killRun } from "./killRun.ts";
import { spread } from "./moment.ts";
import { setOf200, singles50 } from "./works.ts";

/** A kind of kill: a row of the table. */
export type KillRow = Omit<Kill, "write">;

export const killRows: readonly KillRow[] = [false, true].flatMap((isUpdate) =>
	[setOf200, singles50].flatMap((work) =>
		(["the provider", "the CLI"] as const).map((victim) => ({ victim, work, isUpdate })),
	),
);

/** Such as `the CLI killed: an update of 50 singles`. */
export function killName({ victim, work, isUpdate, adapter }: KillRow): string {
	const by = adapter ? ` (${adapter.name})` : "";
	return `${victim} killed: ${isUpdate ? "an update of " : ""}${work.name}${by}`;
}

export interface KillOptions {
	/** The number of moments of an `up` to kill it at, each in a separate run. */
	readonly moments: number;
	progress(line: string): void;
}

/** Kills the provider's process or the whole CLI at moments of an `up`, and counts the results. */
export async function killRuns({ moments, progress }: KillOptions): Promise<FaultCounts[]> {
	const counts: FaultCounts[] = [];
	for (const row of killRows) counts.push(await killRunsOf(row, spread(moments, row.work.count), progress));
	return counts;
}

/** @param writes The numbers of the feedback requests at which an `up` is killed, each in a separate run. */
export async function killRunsOf(
	row: KillRow,
	writes: readonly number[],
	progress: KillOptions["progress"],
): Promise<FaultCounts> {
	const fault = killName(row);
	const outcomes: KillOutcome[] = [];
	for (const write of writes) {
		const outcome = await killRun({ ...row, write });
		progress(`${fault}, at request ${write}: ${describe(outcome)}`);
		if (outcome.ended === "unfinished") progress(outcome.output);
		outcomes.push(outcome);
	}
	const sum = (of: "lost" | "wrong" | "sentTwice") => outcomes.reduce((total, each) => total + each[of], 0);
	const count = (ended: KillOutcome["ended"]) => outcomes.filter((each) => each.ended === ended).length;
	return {
		fault,
		runs: outcomes.length,
		right: count("right"),
		finished: count("finished"),
		lost: sum("lost"),
		wrong: sum("wrong"),
		sentTwice: sum("sentTwice"),
	};
}

function describe({ ended, lost, wrong, sentTwice, inFlight }: KillOutcome): string {
	return `${ended}, ${lost} lost, ${wrong} wrong, ${sentTwice} sent twice beside ${inFlight} on their way`;
}
