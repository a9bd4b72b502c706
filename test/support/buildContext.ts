import type { Configuration } from "#provider/lifecycle/configuration";
import { type Context, createContext } from "#provider/lifecycle/context";
import { FakeFeedbackService } from "./fakeFeedbackService.ts";
import { FakeReport } from "./fakeReport.ts";

/** A run of the provider whose Cognito and whose terminal are objects. */
export interface FakeRun {
	readonly context: Context;
	readonly service: FakeFeedbackService;
	readonly report: FakeReport;
}

/**
 * Begins a run.
 *
 * @param given What the stack configuration says, where it is not the default.
 * @param service What a run before this one left in Cognito; none for an empty one.
 */
export function buildRun(
	given: Partial<Pick<Configuration, "problems" | "eventLookup" | "evidence">> = {},
	service = new FakeFeedbackService(),
): FakeRun {
	const report = new FakeReport();
	const configuration = { problems: [], eventLookup: "required", evidence: "full", ...given } as const;
	return { context: createContext(configuration, service, report), service, report };
}
