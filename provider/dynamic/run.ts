import type { dynamic } from "@pulumi/pulumi";
import { connect } from "../cognito/connect";
import { FeedbackError } from "../cognito/feedbackError";
import { readConfiguration } from "../lifecycle/configuration";
import { type Context, createContext } from "../lifecycle/context";
import { EngineReport } from "./engineReport";
import { onCancelled } from "./engineSignals";
import { onParentGone } from "./lifeline";

/** What all resources of the run share: Pulumi starts a process for each run. */
let current: { readonly context: Context; readonly report: EngineReport } | undefined;

let running = 0;
let isEngineGone = false;

/**
 * Takes the stack configuration. Pulumi calls this before any step, once for each kind of resource. It finishes
 * synchronously because Pulumi does not wait.
 */
export function configure({ config }: dynamic.ConfigureRequest): void {
	if (current) return;
	const configuration = readConfiguration((key) => config.get(key));
	const report = new EngineReport();
	const service = connect(configuration);
	current = { context: createContext(configuration, service, report), report };
	onCancelled(() => service.stop());
	onParentGone(() => {
		isEngineGone = true;
		service.stop();
		endWithoutEngine();
	});
}

/**
 * Runs a step of the lifecycle. It ends when Pulumi has taken all that the step reported, since Pulumi may end the
 * process right after.
 *
 * @throws what the step throws. Pulumi prints the stack trace of what some steps throw; that of a `FeedbackError`, whose
 *   message says all, is left out.
 */
export async function run<T>(step: (context: Context) => T | Promise<T>): Promise<T> {
	if (!current) throw new Error("Pulumi called a step of the provider before `configure`");
	running++;
	try {
		return await step(current.context);
	} catch (error) {
		throw error instanceof FeedbackError ? withoutStackTrace(error) : error;
	} finally {
		running--;
		endWithoutEngine();
		await current.report.delivered();
	}
}

/** Nobody else ends a provider's process whose engine was killed. What it had begun to send it sends to the end. */
function endWithoutEngine(): void {
	if (isEngineGone && running === 0) process.exit(1);
}

/** Pulumi prints such an error by itself, and then once more as `<error>: <stack>`: that may only point there. */
function withoutStackTrace({ message }: FeedbackError): Error {
	return Object.assign(new Error(message), {
		toString: () => "pulumi-cognito-feedback",
		stack: "the step failed, and the error says why",
	});
}
