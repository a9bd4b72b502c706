/**
 * The dynamic provider of `AuthEventFeedbackSet`. The exports of this module are its methods: state names the module by
 * `pulumi-cognito-feedback/dynamic/authEventFeedbackSet`, so neither that name nor the meaning of a method may change.
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
import { run } from "./run";

export { configure } from "./run";

export async function check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await run((context) => checkSet(context, olds, news));
	return { inputs, failures: toPrint(failures) as dynamic.CheckFailure[] };
}

export async function diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
	return (await run((context) => diffSet(context, olds, news))) as dynamic.DiffResult;
}

export function create(inputs: Properties): Promise<dynamic.CreateResult> {
	return run((context) => createSet(context, inputs));
}

export async function update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
	return { outs: await run((context) => updateSet(context, id, olds, news)) };
}

export function read(id: string, state: Properties): Promise<dynamic.ReadResult> {
	return run((context) => readSet(context, id, state));
}

function remove(_id: string, outputs: Properties): Promise<void> {
	return run((context) => leaveBehind(context, decisionsOf(outputs)));
}

export { remove as delete };
