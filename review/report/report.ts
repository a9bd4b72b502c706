import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { type Coverage, type Filter, type Gap, gapIn, readCoverage } from "./coverage.ts";
import { type Effects, effects } from "./effect.ts";
import { collectFacts, type Named, type Period, type Rows } from "./facts.ts";
import { type Cell, cells, type Precision, precision, type Rating, ratings } from "./ratings.ts";
import { needsUnrated, type Rehearsal, rehearse } from "./rehearsal.ts";
import type { RiskConfiguration } from "./riskConfiguration.ts";
import { type SampleResult, sampleResults } from "./samples.ts";
import { type Stated, stated } from "./statements.ts";
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

/** All figures as data. A section without the events that it needs has a gap instead of figures. */
export interface Report {
	readonly userPoolId: string;
	readonly period: Period;
	readonly now: string;
	readonly coverage: readonly Coverage[];
	readonly ratings: {
		/** Why there are no figures for rated events, and none for events without a risk. */
		readonly gap?: Gap | undefined;
		readonly unratedGap?: Gap | undefined;
		readonly levels: readonly Rating[];
		readonly precision?: Precision | undefined;
		readonly cells: readonly Cell[];
		readonly samples: readonly SampleResult[];
	};
	readonly rehearsal: {
		readonly notRead?: string | undefined;
		readonly rehearsals: readonly Rehearsal[];
		/** Configurations that could not be rehearsed because events are missing. */
		readonly gaps: readonly { readonly name: string; readonly gap: Gap }[];
	};
	readonly effect: Partial<Effects> & { readonly gap?: Gap };
	readonly workLeft: Partial<WorkLeft> & { readonly gap?: Gap };
	/** Only with users' statements. */
	readonly statements?: readonly Stated[];
}

/** The filter of all rated events. */
const rated: Filter = { risk: "Low" };

export async function makeReport(db: Rows, input: ReportInput): Promise<Report> {
	const { userPoolId, period, samples, configurations, notRead } = input;
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
	return {
		...{ userPoolId, period, now: input.now.toISOString(), coverage },
		ratings: {
			...{ gap, unratedGap },
			levels: gap ? [] : await ratings(db, period, unratedGap === undefined),
			precision: gap ? undefined : await precision(db),
			cells: gap ? [] : await cells(db),
			samples: await sampleResults(db, samples, coverage),
		},
		rehearsal: {
			...{ notRead, gaps },
			rehearsals: rehearsable.length === 0 ? [] : await rehearse(db, rehearsable, period),
		},
		effect: unratedGap ? { gap: unratedGap } : await effects(db),
		workLeft: gap ? { gap } : await workLeft(db, input.now.toISOString()),
		...(input.hasStatements && { statements: await stated(db, period) }),
	};
}
