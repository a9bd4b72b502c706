import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Adapter } from "../../workbench/project/adapters.ts";

/** A folder for each released version, with the state that it wrote through each adapter. */
export const stateFixtures = fileURLToPath(new URL("../../contract/state", import.meta.url));

/** The fixture of a version and an adapter: the state, its program, and the content of Cognito. */
export function stateFixture(version: string, { name }: Adapter): string {
	return join(stateFixtures, version, name === "plugin" ? "plugin" : "dynamic");
}

/** The placeholder in fixtures for an emulator's endpoint. */
export const endpointInFixture = "http://127.0.0.1:1";
