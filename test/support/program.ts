import { compileFunction } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { type CustomResourceOptions, type Output, output, runtime } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import type { Sdk } from "../../workbench/project/sdk.ts";

/**
 * A part of a program, which declares resources with an adapter's SDK. If it returns an object, its fields are outputs of the
 * stack.
 */
export type Declaration = (sdk: Sdk) => unknown;

type Args = Readonly<Record<string, unknown>>;

/** The default pool of programs. */
export const poolId = "eu-central-1_Test";

/** Declares a single decision: `Valid` on an event of `alice` by default. */
export function single(name: string, args: Args, opts?: CustomResourceOptions): Declaration {
	return ({ AuthEventFeedback }) => {
		const decision = { userPoolId: poolId, username: "alice", feedbackValue: "Valid", ...args };
		new AuthEventFeedback(name, decision, opts);
	};
}

/** Declares a set of decisions by event ID: each `Valid` and of `alice` by default. */
export function set(
	name: string,
	decisions: Readonly<Record<string, Args>>,
	args: Args = {},
	opts?: CustomResourceOptions,
): Declaration {
	return setOf(name, { userPoolId: poolId, decisions: members(decisions), ...args }, opts);
}

/** Declares a set with exactly these arguments. */
export function setOf(name: string, args: Args, opts?: CustomResourceOptions): Declaration {
	return ({ AuthEventFeedbackSet }) => {
		new AuthEventFeedbackSet(name, args, opts);
	};
}

/** Decisions of a set, each `Valid` and of `alice` by default. */
export function members(decisions: Readonly<Record<string, Args>>): Args {
	const whole = Object.entries(decisions).map(([id, decision]) => [
		id,
		{ username: "alice", feedbackValue: "Valid", ...decision },
	]);
	return Object.fromEntries(whole);
}

/** Runs the source of a program, in which `pulumi` and `feedback` are imported. */
export function written(text: string): Declaration {
	const run = compileFunction(text, ["pulumi", "feedback"]);
	return (sdk) => run(pulumi, sdk);
}

/**
 * A value that is unknown in a preview, like an output of a resource that must still be created. Create it while the program
 * runs, because only then is it known whether that is a preview.
 */
export function knownAfterUp<T>(value: T): Output<T> {
	return output(runtime.isDryRun() ? unknown : value) as Output<T>;
}
