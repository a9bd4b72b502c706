import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

const examples = readdirSync(join(repository, "examples"), { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
	.map(({ name }) => name);

/** An example without package.json is a program in another language, and needs no npm. */
const withPackages = examples.filter((name) =>
	existsSync(join(repository, "examples", name, "package.json")),
);

describe("The examples", () => {
	it("are all linked from their README", () => {
		const links = [...readText("examples/README.md").matchAll(/\]\(([a-z-]+)\)/g)];
		expect(links.map(([, name]) => name)).to.include.members(examples);
	});

	for (const name of withPackages) {
		const folder = join("examples", name);

		it(`name the dependencies of a copy in this repository's versions (${name})`, () => {
			const { dependencies, devDependencies } = readManifest(folder);
			const ours: Readonly<Record<string, string>> = {
				...readManifest().devDependencies,
				"pulumi-cognito-feedback": `^${readManifest("provider").version}`,
				"cognito-feedback": `^${readManifest("review").version}`,
			};
			const needed = { ...dependencies, ...devDependencies };
			expect(needed).to.include.keys(
				"@pulumi/pulumi",
				"pulumi-cognito-feedback",
				"typescript",
				"@types/node",
			);
			for (const [dependency, range] of Object.entries(needed))
				expect(range, dependency).to.equal(ours[dependency]);
		});

		it(`compile with the same options together and as a copy (${name})`, () => {
			const options = (path: string) => JSON.parse(readText(path)).compilerOptions;
			expect(options(join(folder, "tsconfig.json"))).to.deep.equal(options("examples/tsconfig.json"));
		});
	}
});
