import type { dynamic } from "@pulumi/pulumi";
import { AwsFeedbackService } from "../cognito/awsFeedbackService";
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
	current = createContext(configuration, new AwsFeedbackService(configuration.connection), engineReport());
}

/** What surrounds the steps of the run that this process serves. */
export function context(): Context {
	if (!current) throw new Error("Pulumi called a step of the provider before `configure`");
	return current;
}
