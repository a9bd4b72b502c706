/**
 * The dynamic provider of `AuthEventFeedback`. State names this module by `pulumi-cognito-feedback/single`, and Pulumi
 * calls its `handler`, so neither those names nor the meaning of a method may change.
 *
 * Source: Pulumi docs, "Dynamic resource providers".
 */
import type { dynamic } from "@pulumi/pulumi";
import { toPrint } from "../engine/toPrint";
import { checkDecision } from "../lifecycle/check";
import type { Decision } from "../lifecycle/decision";
import { diffDecision } from "../lifecycle/diff";
import { leaveBehind } from "../lifecycle/leaveBehind";
import type { Properties } from "../lifecycle/properties";
import { readDecision } from "../lifecycle/read";
import { createDecision, updateDecision } from "../lifecycle/submit";
import { configure, run } from "./run";
import { restoreEvidence, storeEvidence } from "./storedEvidence";

async function check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await run((context) => checkDecision(context, restoreEvidence(olds), news));
	return { inputs: storeEvidence(inputs), failures: toPrint(failures) as dynamic.CheckFailure[] };
}

async function diff(_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
	return (await run((context) =>
		diffDecision(context, restoreEvidence(olds), restoreEvidence(news)),
	)) as dynamic.DiffResult;
}

function create(inputs: Decision): Promise<dynamic.CreateResult> {
	return run((context) => createDecision(context, inputs));
}

async function update(_id: string, olds: Decision, news: Decision): Promise<dynamic.UpdateResult> {
	return { outs: await run((context) => updateDecision(context, olds, news)) };
}

async function read(id: string, state: Properties): Promise<dynamic.ReadResult> {
	const { props, inputs, ...rest } = await run((context) =>
		readDecision(context, id, restoreEvidence(state)),
	);
	return { ...rest, props: storeEvidence(props), ...(inputs && { inputs: storeEvidence(inputs) }) };
}

function remove(_id: string, outputs: Decision): Promise<void> {
	return run((context) => leaveBehind(context, [outputs]));
}

/** What Pulumi asks for the provider. */
export function handler() {
	return { configure, check, diff, create, update, read, delete: remove };
}
