import { fileURLToPath } from "node:url";

/** A folder of each released version, with the state that it left. */
export const stateFixtures = fileURLToPath(new URL("../fixtures/state", import.meta.url));

/** Stands in those for the endpoint of an emulator. */
export const endpointInFixture = "http://127.0.0.1:1";
