import { compileFunction } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { type CustomResourceOptions, type Output, output, runtime } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import type { Sdk } from "../../workbench/project/sdk.ts";

/** A part of a program: it declares with the SDK of an adapter. An object that it returns has outputs of the stack. */
export type Declaration = (sdk: Sdk) => unknown;

type Args = Readonly<Record<string, unknown>>;

/** The pool that programs decide on the events of, unless they name another. */
export const poolId = "eu-central-1_Test";

/** Declares one decision: `Valid` on an event of `alice`, unless it says otherwise. */
export function single(name: string, args: Args, opts?: CustomResourceOptions): Declaration {
	return ({ AuthEventFeedback }) => {
		const decision = { userPoolId: poolId, username: "alice", feedbackValue: "Valid", ...args };
		new AuthEventFeedback(name, decision, opts);
	};
}

/** Declares a set of decisions by event ID, each `Valid` and of `alice` unless it says otherwise. */
export function set(
	name: string,
	decisions: Readonly<Record<string, Args>>,
	args: Args = {},
	opts?: CustomResourceOptions,
): Declaration {
	return setOf(name, { userPoolId: poolId, decisions: members(decisions), ...args }, opts);
}

/** Declares a set with these arguments and no others. */
export function setOf(name: string, args: Args, opts?: CustomResourceOptions): Declaration {
	return ({ AuthEventFeedbackSet }) => {
		new AuthEventFeedbackSet(name, args, opts);
	};
}

/** Decisions of a set, each `Valid` and of `alice` unless it says otherwise. */
export function members(decisions: Readonly<Record<string, Args>>): Args {
	const whole = Object.entries(decisions).map(([id, decision]) => [
		id,
		{ username: "alice", feedbackValue: "Valid", ...decision },
	]);
	return Object.fromEntries(whole);
}

/** Declares what a text does, such as files hold, in which `pulumi` and `feedback` are imported. */
export function written(text: string): Declaration {
	const run = compileFunction(text, ["pulumi", "feedback"]);
	return (sdk) => run(pulumi, sdk);
}

/**
 * A value that a preview does not know, like an output of a resource that is still to be made. A program makes it while
 * it runs, since it is to know whether that is a preview.
 */
export function knownAfterUp<T>(value: T): Output<T> {
	return output(runtime.isDryRun() ? unknown : value) as Output<T>;
}
