import { isDeepStrictEqual } from "node:util";
import { isAfterRead } from "./afterRead";
import type { Context } from "./context";
import { identityFields, mutableFields } from "./decision";
import { describeChange, describeEvidence } from "./describe";
import type { Evidence } from "./evidence";
import type { Properties } from "./properties";

export interface DiffResult {
	readonly changes: boolean;
	/** The properties whose change replaces the resource. */
	readonly replaces: readonly string[];
}

/**
 * Compares what state says with what the program declares. A value that is not yet known counts as changed. Evidence
 * is carried over by the check, so it differs only where less of it is to be kept than before.
 */
export function diffDecision(context: Context, olds: Properties, news: Properties): DiffResult {
	const differs = (field: string) => !isDeepStrictEqual(olds[field], news[field]);
	const replaces = identityFields.filter(differs);
	const isReported = isAfterRead(context, news);
	if (!isReported && replaces.length === 0 && differs("feedbackValue")) {
		const event = news.event as Evidence | undefined;
		context.report.info(describeChange(olds, news, event ? describeEvidence(event) : {}));
	}
	return { changes: replaces.length > 0 || [...mutableFields, "event"].some(differs), replaces };
}
