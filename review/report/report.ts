import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { type Filter, type Gap, gapIn, readCoverage } from "./coverage.ts";
import { type Effects, effects } from "./effect.ts";
import { collectFacts, type Named, type Period, type Rows } from "./facts.ts";
import { cells, precision, ratings } from "./ratings.ts";
import { needsUnrated, rehearse } from "./rehearsal.ts";
import type { RiskConfiguration } from "./riskConfiguration.ts";
import { sampleResults } from "./samples.ts";
import { stated } from "./statements.ts";
import { type WorkLeft, workLeft } from "./workLeft.ts";

/** The input of a report, beside the events of the store. */
export interface ReportInput extends Named {
	readonly userPoolId: string;
	readonly period: Period;
	readonly samples: readonly Sample[];
	readonly configurations: readonly RiskConfiguration[];
	/** Why Cognito's own configuration could not be read, if so. */
	readonly notRead?: string | undefined;
	/** Whether addresses are shown. */
	readonly details: boolean;
	readonly now: Date;
	/** Whether there is a file of users' statements, so that the relation `statements` exists. */
	readonly hasStatements?: boolean;
}

/** The filter of all rated events. */
const rated: Filter = { risk: "Low" };

/** All figures as data. */
export type Report = Awaited<ReturnType<typeof makeReport>>;

/** Computes all figures. A section without the events that it needs has a gap instead of figures. */
export async function makeReport(db: Rows, input: ReportInput) {
	const { userPoolId, period, samples, configurations, notRead, now } = input;
	const coverage = await readCoverage(db);
	const gap = gapIn(coverage, { ...period, filter: rated });
	const unratedGap = gapIn(coverage, { ...period, filter: {} });
	await collectFacts(db, input, period, input.details);
	const gapOf = (configuration: RiskConfiguration) => (needsUnrated(configuration) ? unratedGap : gap);
	const rehearsable = configurations.filter((each) => gapOf(each) === undefined);
	const gaps = configurations.flatMap((each) => {
		const missing = gapOf(each);
		return missing ? [{ name: each.name, gap: missing }] : [];
	});
	const effect: Partial<Effects> & MaybeGap = unratedGap ? { gap: unratedGap } : await effects(db);
	const left: Partial<WorkLeft> & MaybeGap = gap ? { gap } : await workLeft(db, now.toISOString());
	return {
		...{ userPoolId, period, now: now.toISOString(), coverage },
		ratings: {
			// Why there are no figures for rated events, and none for events without a risk.
			...{ gap, unratedGap },
			levels: gap ? [] : await ratings(db, period, unratedGap === undefined),
			precision: gap ? undefined : await precision(db),
			cells: gap ? [] : await cells(db),
			samples: await sampleResults(db, samples, coverage),
		},
		rehearsal: {
			notRead,
			rehearsals: rehearsable.length === 0 ? [] : await rehearse(db, rehearsable, period),
			// Configurations that could not be rehearsed because events are missing.
			gaps,
		},
		...{ effect, workLeft: left },
		statements: input.hasStatements ? await stated(db, period) : undefined,
	};
}

type MaybeGap = { readonly gap?: Gap };
