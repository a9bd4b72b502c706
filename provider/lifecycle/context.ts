import type { FeedbackService } from "../cognito/service";
import type { Configuration } from "./configuration";
import { Histories } from "./histories";
import type { Report } from "./report";

/** What surrounds a step of the lifecycle: one for all resources of a run. */
export interface Context extends Pick<Configuration, "problems" | "eventLookup" | "evidence"> {
	readonly service: FeedbackService;
	readonly report: Report;
	readonly histories: Histories;
	/** User pools whose events the credentials may not list, by ID. */
	readonly listingDenied: Set<string>;
	/** Which resource decides on an event, by user pool and event ID. */
	readonly claims: Map<string, string>;
	/** Resources that were read and not compared since. */
	readonly justRead: Set<string>;
}

export function createContext(
	{ problems, eventLookup, evidence }: Pick<Configuration, "problems" | "eventLookup" | "evidence">,
	service: FeedbackService,
	report: Report,
): Context {
	return {
		problems,
		eventLookup,
		evidence,
		service,
		report,
		histories: new Histories(service),
		listingDenied: new Set(),
		claims: new Map(),
		justRead: new Set(),
	};
}
