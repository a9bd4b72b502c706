import type { FeedbackService } from "../cognito/service";
import type { Report } from "./report";

/** What surrounds a step of the lifecycle: one for all resources of a run. */
export interface Context {
	readonly service: FeedbackService;
	readonly report: Report;
	/** What is wrong with the stack configuration. */
	readonly configurationProblems: readonly string[];
}
