import { globSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

describe("The dependencies in CONTRIBUTING.md", () => {
	const row = /^\| `([^`]+)` \| (runtime|peer|development|fetched) \| (.+) \|$/gm;
	const rows = [...readText("CONTRIBUTING.md").matchAll(row)].map(([, name, kind, reason = ""]) => ({
		dependency: `${name} (${kind})`,
		reason,
	}));

	it("are those of the package.json files, and no others", () => {
		const folders = globSync("{*,*/*,*/*/*,*/*/*/*}", { cwd: repository, exclude: isForeign })
			.filter((file) => /(^|\/)package\.json$/.test(file))
			.map(dirname);
		expect(folders).to.include.members([".", "provider", "tools/pulumi-cli/npm"]);
		expect(rows.map(({ dependency }) => dependency)).to.have.members(folders.flatMap(dependenciesOf));
	});

	it("have a reason each", () => {
		for (const { dependency, reason } of rows) expect(reason, dependency).to.match(/^[A-Z`].{15,}\.$/);
	});
});

function isForeign(name: string): boolean {
	// The examples name what their copies need: see test/unit/examples.
	return ["node_modules", "dist", "examples"].includes(name.split("/").at(-1) ?? "");
}

function dependenciesOf(folder: string): string[] {
	const { dependencies, optionalDependencies, devDependencies, peerDependencies } = readManifest(folder);
	const kinds = {
		// What is in tools/ is not published: its scripts fetch it when they need it.
		[folder.startsWith("tools") ? "fetched" : "runtime"]: { ...dependencies, ...optionalDependencies },
		development: devDependencies,
		peer: peerDependencies,
	};
	return Object.entries(kinds).flatMap(([kind, named]) =>
		Object.keys(named ?? {}).map((name) => `${name} (${kind})`),
	);
}
