import type { Context } from "../context";
import type { DiffResult } from "../diff";
import type { Properties } from "../properties";
import { isUnknown } from "../unknown";
import { changesOf, describeChanges, summarize } from "./changes";

/**
 * Compares what state says with what the program declares, and reports each decision that is added, changed or removed,
 * with its evidence.
 */
export function diffSet({ report }: Context, olds: Properties, news: Properties): DiffResult {
	if (olds.userPoolId !== news.userPoolId) return { changes: true, replaces: ["userPoolId"] };
	if (isUnknown(news.decisions)) return { changes: true, replaces: [] };
	const changes = changesOf(olds, news);
	const isChanged = changes.added.length + changes.changed.length + changes.removed.length > 0;
	if (isChanged) report.info([...describeChanges(olds, news, changes), summarize(changes)].join("\n"));
	return { changes: isChanged, replaces: [] };
}
