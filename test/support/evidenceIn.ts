import type { StateResource } from "./pulumiProject.ts";

/** The evidence of a single decision in state, where it stands as JSON. */
export function evidenceIn(resource: StateResource | undefined): Record<string, unknown> {
	return JSON.parse(String(resource?.outputs?.event));
}
