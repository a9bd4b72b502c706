import type { ReportInput } from "#review/report/report";

/** The input of a report; tests override some fields. */
export function reportInput(input: Partial<ReportInput> = {}): ReportInput {
	return {
		userPoolId: "eu-central-1_Test",
		period: {},
		decisions: new Map(),
		samples: [],
		configurations: [],
		details: false,
		now: new Date("2026-11-20T00:00:00Z"),
		...input,
	};
}
