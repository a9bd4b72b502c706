import { isAfterRead } from "../afterRead";
import type { Context } from "../context";
import type { DiffResult } from "../diff";
import type { Properties } from "../properties";
import { isUnknown } from "../unknown";
import { changesOf, describeChanges, summarizeSet } from "./changes";

/**
 * Compares what state says with what the program declares, and reports each decision that is added, changed or removed,
 * with its evidence.
 */
export function diffSet(context: Context, olds: Properties, news: Properties): DiffResult {
	const isReported = isAfterRead(context, news);
	if (olds.userPoolId !== news.userPoolId) return { changes: true, replaces: ["userPoolId"] };
	if (isUnknown(news.decisions)) return { changes: true, replaces: [] };
	const changes = changesOf(olds, news);
	const isChanged = changes.added.length + changes.changed.length + changes.removed.length > 0;
	if (isChanged && !isReported)
		context.report.info([...describeChanges(olds, news, changes), summarizeSet(news, changes)].join("\n"));
	return { changes: isChanged, replaces: [] };
}
