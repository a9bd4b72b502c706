import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Adapter } from "../../workbench/project/adapters.ts";

/** A folder of each released version, with the state that it left through each adapter. */
export const stateFixtures = fileURLToPath(new URL("../../contract/state", import.meta.url));

/** What a version left through an adapter: the state, the program that it is of, and what Cognito held. */
export function stateFixture(version: string, { name }: Adapter): string {
	return join(stateFixtures, version, name === "plugin" ? "plugin" : "dynamic");
}

/** Stands in those for the endpoint of an emulator. */
export const endpointInFixture = "http://127.0.0.1:1";
