import type { dynamic } from "@pulumi/pulumi";
import { AwsFeedbackService } from "../cognito/awsFeedbackService";
import { PacedFeedbackService } from "../cognito/pacedFeedbackService";
import { readConfiguration } from "../lifecycle/configuration";
import { type Context, createContext } from "../lifecycle/context";
import { engineReport } from "./engineReport";

let current: Context | undefined;

/**
 * Takes the stack configuration. Pulumi calls this before any other step, once for each kind of resource; all kinds
 * share one context, since the process serves one run. It finishes synchronously because Pulumi does not wait.
 */
export function configure({ config }: dynamic.ConfigureRequest): void {
	if (current) return;
	const configuration = readConfiguration((key) => config.get(key));
	const service = new AwsFeedbackService(configuration.connection);
	const paced = new PacedFeedbackService(service, configuration.requestsPerSecond);
	current = createContext(configuration, paced, engineReport());
}

/** What surrounds the steps of the run that this process serves. */
export function context(): Context {
	if (!current) throw new Error("Pulumi called a step of the provider before `configure`");
	return current;
}
