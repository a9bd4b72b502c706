import type { ReportDocument } from "../document.ts";
import type { Report } from "../report.ts";
import { effectSection } from "./effect.ts";
import { counted, day, periodText } from "./numbers.ts";
import { ratingsSection } from "./ratings.ts";
import { rehearsalSection } from "./rehearsal.ts";
import { statementsSection } from "./statements.ts";
import { workLeftSection } from "./workLeft.ts";

/** Words a report. */
export function documentOf(report: Report): ReportDocument {
	const { userPoolId, period, now, coverage } = report;
	return {
		title: `Feedback report for ${userPoolId}`,
		facts: [`Made on ${day(now)}. Period: ${periodText(period)}.`, ...sources(coverage)],
		sections: [
			...[ratingsSection, rehearsalSection, effectSection, workLeftSection].map((section) => section(report)),
			...(report.statements ? [statementsSection(report.statements)] : []),
		],
	};
}

/** What was read from each source, over all runs. */
function sources(coverage: Report["coverage"]): string[] {
	return [...Map.groupBy(coverage, ({ source }) => source)].map(([source, readings]) => {
		const sum = (of: "lines" | "events") => readings.reduce((total, each) => total + each[of], 0);
		const incomplete = readings.every(({ complete }) => complete) ? "" : "; a reading was incomplete";
		return `Read from ${source}: ${counted(sum("events"), "event")} of ${counted(sum("lines"), "line")}${incomplete}.`;
	});
}
