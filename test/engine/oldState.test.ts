import { existsSync } from "node:fs";
import { expect } from "chai";
import { adapters } from "../../workbench/project/adapters.ts";
import { readManifest } from "../support/manifest.ts";
import { stateFixture } from "../support/stateFixtures.ts";
import { readFixture, takeOver, versions } from "../support/takeOver.ts";

const { version: current = "" } = readManifest("provider");

describe("State of each version", () => {
	it("is kept, including the current one", () => {
		expect(versions).to.include(current);
	});

	it("contains no path of the machine that wrote it", () => {
		for (const version of versions)
			for (const adapter of adapters.filter((each) => existsSync(stateFixture(version, each))))
				expect(readFixture(version, adapter, "state.json")).not.to.match(
					/(file|project):\/\/|"[A-Z]:\\|\/(tmp|home|root|Users)\//,
				);
	});
});

// test/slow/oldState.test.ts covers the other versions.
takeOver(current);
