import type { dynamic } from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import { FeedbackError } from "../cognito/feedbackError";
import { onParentGone } from "../engine/lifeline";
import { Session } from "../engine/session";
import { readConfiguration } from "../lifecycle/configuration";
import type { Context } from "../lifecycle/context";
import { oldPulumi, refuseOldNode } from "../oldRuntime";
import { onCancelled } from "./engineSignals";

let current: Session | undefined;

/**
 * Takes the stack configuration. Pulumi calls this before any step, once for each kind of resource. It finishes
 * synchronously because Pulumi does not wait.
 */
export function configure({ config }: dynamic.ConfigureRequest): void {
	if (current) return;
	const session = new Session(readConfiguration((key) => config.get(key)));
	current = session;
	onCancelled(() => session.cancel());
	onParentGone(() => session.end());
}

/**
 * Runs a step of the lifecycle.
 *
 * @throws what the step throws. Pulumi prints the stack trace of what some steps throw; that of a `FeedbackError`, whose
 *   message says all, is left out.
 */
export async function run<T>(step: (context: Context) => T | Promise<T>): Promise<T> {
	try {
		refuseOldNode();
		if (!current) throw oldPulumi();
		return await current.run(step);
	} catch (error) {
		throw error instanceof FeedbackError || RunError.isInstance(error) ? withoutStackTrace(error) : error;
	}
}

/** Pulumi prints such an error by itself, and then once more as `<error>: <stack>`: that may only point there. */
function withoutStackTrace({ message }: Error): Error {
	return Object.assign(new Error(message), {
		toString: () => "pulumi-cognito-feedback",
		stack: "the step failed, and the error says why",
	});
}
