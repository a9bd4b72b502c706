import type { ReportDocument } from "../document.ts";
import type { Report } from "../report.ts";
import { effectSection } from "./effect.ts";
import { counted, day, periodText } from "./numbers.ts";
import { ratingsSection } from "./ratings.ts";
import { rehearsalSection } from "./rehearsal.ts";
import { workLeftSection } from "./workLeft.ts";

/** Puts a report into words. */
export function documentOf(report: Report): ReportDocument {
	const { userPoolId, period, now, coverage } = report;
	return {
		title: `Feedback report for ${userPoolId}`,
		facts: [
			`Made on ${day(now)}. Period: ${periodText(period)}.`,
			...coverage.map(
				({ source, lines, events, complete, ...read }) =>
					`Read from ${source}: ${counted(events, "event")} of ${counted(lines, "line")}, ${periodText(read)}${complete ? "" : ", incomplete"}.`,
			),
		],
		sections: [ratingsSection, rehearsalSection, effectSection, workLeftSection].map((section) =>
			section(report),
		),
	};
}
