import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { readManifest, readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

describe("The published package", () => {
	/** The build installs just the files that npm would publish. */
	const installed = join(repository, "node_modules", "pulumi-cognito-feedback");
	const files = readdirSync(installed, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(installed, join(entry.parentPath, entry.name)));

	it("holds the compiled code with its types, and what to know of it", () => {
		const documents = files.filter((file) => !/^dist\/.+\.(js|d\.ts)$/.test(file));
		expect(documents).to.have.members([
			"package.json",
			"README.md",
			"CHANGELOG.md",
			"LICENSE",
			// For editors of the decisions file.
			"dist/feedbackFile/schema.json",
		]);
		expect(files).to.include.members(["dist/index.js", "dist/index.d.ts", "dist/emulator/index.js"]);
	});

	it("runs no script when it is installed", () => {
		const onInstall = /^(pre|post)?(install|prepare)$|^prepublish$/;
		const scripts = Object.keys(readManifest("provider").scripts ?? {});
		expect(scripts.filter((name) => onInstall.test(name))).to.deep.equal([]);
	});

	it("comes under the licence that it names", () => {
		expect(readManifest("provider").license).to.equal("Apache-2.0");
		expect(readText("LICENSE")).to.match(/^\s*Apache License\s+Version 2\.0, January 2004/);
	});

	it("has a section in the changelog, or is still to be released", () => {
		const { version } = readManifest("provider");
		const changelog = readText("CHANGELOG.md");
		expect(changelog).to.include("## [Unreleased]");
		expect(changelog).to.match(
			new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d$|^To be ${version},`, "m"),
		);
	});
});
