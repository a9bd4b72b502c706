import { basename } from "node:path";
import type { FeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { Aws } from "../doctor/aws.ts";
import { makeReport, type Report } from "../report/report.ts";
import {
	currentConfiguration,
	parseRiskConfiguration,
	type RiskConfiguration,
} from "../report/riskConfiguration.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { notReadText } from "./messages.ts";
import type { OpenedEvents } from "./openEvents.ts";
import { textOf } from "./textFile.ts";

interface PoolReportOptions extends AccessOptions {
	readonly userPoolId: string;
	readonly since?: string | undefined;
	readonly until?: string | undefined;
	readonly details?: boolean | undefined;
	/** The configurations to rehearse beside the pool's own. */
	readonly configurations: readonly RiskConfiguration[];
}

/** Generates the report of a store, for the command `report` and for the page of `review`. */
export async function poolReport(
	{ store, statements }: Pick<OpenedEvents, "store" | "statements">,
	file: FeedbackFile | undefined,
	{ userPoolId, since, until, details = false, configurations, ...access }: PoolReportOptions,
): Promise<Report> {
	const aws = new Aws(accessOf(access).connection, userPoolId);
	const current = await currentConfiguration(store, aws);
	return makeReport(store, {
		...{ userPoolId, details, now: new Date() },
		...("kind" in current
			? { configurations, notRead: notReadText(current) }
			: { configurations: [current, ...configurations] }),
		period: { since, until },
		decisions: file?.decisions ?? new Map(),
		samples: file?.samples ?? [],
		hasStatements: statements !== undefined,
	});
}

/** Reads the files of `--risk-config`. */
export function readRiskConfigurations(paths: readonly string[] = []): readonly RiskConfiguration[] {
	return paths.map((path) => parseRiskConfiguration(basename(path), textOf(path)));
}
