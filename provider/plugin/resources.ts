import type { CheckResult } from "../lifecycle/check";
import { checkDecision } from "../lifecycle/check";
import type { Context } from "../lifecycle/context";
import type { Decision } from "../lifecycle/decision";
import type { DiffResult } from "../lifecycle/diff";
import { diffDecision } from "../lifecycle/diff";
import { leaveBehind } from "../lifecycle/leaveBehind";
import type { Properties } from "../lifecycle/properties";
import type { ReadResult } from "../lifecycle/read";
import { importDecision, readDecision } from "../lifecycle/read";
import { createSet, updateSet } from "../lifecycle/set/apply";
import { checkSet } from "../lifecycle/set/check";
import { diffSet } from "../lifecycle/set/diff";
import { decisionsOf } from "../lifecycle/set/member";
import { readSet, refuseSetWithoutState } from "../lifecycle/set/read";
import { createDecision, updateDecision } from "../lifecycle/submit";
import { unknownValue } from "../lifecycle/unknown";
import { pluginTypeTokens } from "./typeTokens";

/** The steps of the lifecycle that Pulumi calls for a type of resource. */
export interface ResourceType {
	check(context: Context, olds: Properties, news: Properties): Promise<CheckResult>;
	diff(context: Context, olds: Properties, news: Properties): DiffResult;
	create(context: Context, inputs: Properties): Promise<{ readonly id: string; readonly outs: object }>;
	update(context: Context, id: string, olds: Properties, news: Properties): Promise<object>;
	/** @param state Empty for an import; for a resource that is only read, what the program knows of it. */
	read(context: Context, id: string, state: Properties): Promise<ReadResult>;
	delete(context: Context, outputs: Properties): void;
	/** The outputs, as far as a preview knows them. */
	preview(news: Properties, olds?: Properties): Properties;
}

const single: ResourceType = {
	check: checkDecision,
	diff: diffDecision,
	create: (context, inputs) => createDecision(context, inputs as unknown as Decision),
	update: (context, _id, olds, news) => updateDecision(context, olds, news as unknown as Decision),
	read: (context, id, state) =>
		state.username === undefined ? importDecision(context, id) : readDecision(context, id, state),
	delete: (context, outputs) => leaveBehind(context, [outputs as unknown as Decision]),
	preview: (news, olds) => {
		const { feedbackDate, feedbackProvider } =
			olds?.feedbackValue === news.feedbackValue
				? (olds ?? {})
				: { feedbackDate: unknownValue, feedbackProvider: unknownValue };
		return { ...news, feedbackDate, feedbackProvider };
	},
};

const set: ResourceType = {
	check: checkSet,
	diff: diffSet,
	create: createSet,
	update: updateSet,
	read: (context, id, state) => {
		refuseSetWithoutState(state);
		return readSet(context, id, state);
	},
	delete: (context, outputs) => leaveBehind(context, decisionsOf(outputs)),
	preview: (news) => news,
};

/** By type token. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
	[pluginTypeTokens.decision]: single,
	[pluginTypeTokens.set]: set,
};
