import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

/** The build installs exactly the files that npm would publish. */
function filesOf(name: string): string[] {
	const installed = join(repository, "node_modules", name);
	return readdirSync(installed, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(installed, join(entry.parentPath, entry.name)));
}

const documents = ["package.json", "README.md", "CHANGELOG.md", "LICENSE"];

describe("The published packages", () => {
	it("contain the compiled code, types, README and license", () => {
		const provider = filesOf("pulumi-cognito-feedback");
		expect(provider.filter((file) => !/^dist\/.+\.(js|d\.ts)$/.test(file))).to.have.members([
			...documents,
			// For editors of the decisions file.
			"dist/feedbackFile/schema.json",
			"dist/emulator/exampleContent.json",
			// For Pulumi's engine, which starts the plugin, and for the documentation of every language.
			"bin/pulumi-resource-cognito-feedback",
			"bin/pulumi-resource-cognito-feedback.cmd",
			"dist/adapters/plugin/schema.json",
		]);
		expect(provider).to.include.members(["dist/index.js", "dist/index.d.ts", "dist/emulator/index.js"]);

		const review = filesOf("cognito-feedback");
		expect(review.filter((file) => !/^dist\/.+\.js$/.test(file))).to.have.members([
			...documents,
			...["app.css", "icon.svg", "index.html"].map((file) => `dist/page/app/${file}`),
		]);
		expect(review).to.include.members(["dist/main.js", "dist/page/app/app.js"]);
	});

	for (const folder of ["provider", "review"]) {
		const manifest = readManifest(folder);

		it(`run no script when they are installed (${folder})`, () => {
			const onInstall = /^(pre|post)?(install|prepare)$|^prepublish$/;
			expect(Object.keys(manifest.scripts ?? {}).filter((name) => onInstall.test(name))).to.deep.equal([]);
		});

		it(`contain the license that they name (${folder})`, () => {
			expect(manifest.license).to.equal("Apache-2.0");
			const installed = readText(`node_modules/${manifest.name}/LICENSE`);
			expect(installed).to.match(/^\s*Apache License\s+Version 2\.0, January 2004/);
		});

		it(`have keywords that people search for (${folder})`, () => {
			expect(manifest.keywords).to.include.members(["pulumi", "amazon-cognito", "threat-protection"]);
			expect(manifest).not.to.have.property("private");
		});
	}

	it("have one version, because the command uses internals of the provider", () => {
		const [provider, review] = [readManifest("provider"), readManifest("review")];
		expect(review.version).to.equal(provider.version);
		expect(review.dependencies?.["pulumi-cognito-feedback"]).to.equal(provider.version);
	});

	it("have the version of the changelog's newest release, once there is one", () => {
		const { version } = readManifest("provider");
		const changelog = readText("CHANGELOG.md");
		expect(changelog).to.include("## [Unreleased]");
		const [newest = version] = [...changelog.matchAll(/^## \[(\d\S+)\] - \d{4}-\d\d-\d\d$/gm)].map(
			([, one]) => one,
		);
		expect(newest).to.equal(version);
	});
});
