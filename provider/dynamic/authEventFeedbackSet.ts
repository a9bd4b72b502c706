/**
 * The dynamic provider of `AuthEventFeedbackSet`. State names this module by `pulumi-cognito-feedback/set`, and Pulumi
 * calls its `handler`, so neither those names nor the meaning of a method may change.
 *
 * Source: Pulumi docs, "Dynamic resource providers".
 */
import type { dynamic } from "@pulumi/pulumi";
import { toPrint } from "../engine/toPrint";
import { leaveBehind } from "../lifecycle/leaveBehind";
import type { Properties } from "../lifecycle/properties";
import { createSet, updateSet } from "../lifecycle/set/apply";
import { checkSet } from "../lifecycle/set/check";
import { diffSet } from "../lifecycle/set/diff";
import { decisionsOf } from "../lifecycle/set/member";
import { readSet } from "../lifecycle/set/read";
import { configure, run } from "./run";
import { restoreSet, storeFailure, storeSet } from "./storedDecisions";

async function check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await run((context) => checkSet(context, restoreSet(olds), restoreSet(news)));
	return { inputs: storeSet(inputs, news), failures: toPrint(failures) as dynamic.CheckFailure[] };
}

async function diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
	return (await run((context) => diffSet(context, restoreSet(olds), restoreSet(news)))) as dynamic.DiffResult;
}

async function create(inputs: Properties): Promise<dynamic.CreateResult> {
	try {
		const { id, outs } = await run((context) => createSet(context, restoreSet(inputs)));
		return { id, outs: storeSet(outs, inputs) };
	} catch (error) {
		throw storeFailure(error, inputs);
	}
}

async function update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
	try {
		const outs = await run((context) => updateSet(context, id, restoreSet(olds), restoreSet(news)));
		return { outs: storeSet(outs, news) };
	} catch (error) {
		throw storeFailure(error, news);
	}
}

async function read(id: string, state: Properties): Promise<dynamic.ReadResult> {
	const { props, inputs, ...rest } = await run((context) => readSet(context, id, restoreSet(state)));
	return { ...rest, props: storeSet(props, state), ...(inputs && { inputs: storeSet(inputs, state) }) };
}

function remove(_id: string, outputs: Properties): Promise<void> {
	return run((context) => leaveBehind(context, decisionsOf(restoreSet(outputs))));
}

/** What Pulumi asks for the provider. */
export function handler() {
	return { configure, check, diff, create, update, read, delete: remove };
}
