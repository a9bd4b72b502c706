import type { StateResource } from "./stackExport.ts";

/** The evidence of a single decision in state, where the dynamic provider has it as JSON. */
export function evidenceIn(resource: StateResource | undefined): Record<string, unknown> {
	const event = resource?.outputs?.event;
	return typeof event === "string" ? JSON.parse(event) : Object(event);
}
