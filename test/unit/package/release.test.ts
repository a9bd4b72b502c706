import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linksOf } from "../../../tools/schema/index.ts";
import { repository } from "../../support/script.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const page = "https://example.org/team/project";
const provider = { name: "pulumi-cognito-feedback", version: "1.2.3" };
const review = { name: "cognito-feedback", version: "1.2.3", dependencies: { [provider.name]: "1.2.3" } };
const changelog = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n## [1.2.2] - 2026-11-01\n";

describe("A release", () => {
	const folder = temporaryFolder();

	/** Checks and prepares a release of these packages. */
	function prepare(tag: string, change: { review?: object; changelog?: string; page?: string } = {}) {
		const at = (...names: string[]) => join(folder(), ...names);
		for (const name of ["tools/release/main.ts", "tools/installPackage.ts"])
			cpSync(join(repository, name), at(name));
		writeFileSync(at("package.json"), JSON.stringify({ type: "module", workspaces: ["provider", "review"] }));
		writeFileSync(at("CHANGELOG.md"), change.changelog ?? changelog);
		for (const [name, manifest] of Object.entries({ provider, review: { ...review, ...change.review } })) {
			mkdirSync(at(name), { recursive: true });
			writeFileSync(at(name, "package.json"), `${JSON.stringify(manifest, null, "\t")}\n`);
		}
		const args = [at("tools/release/main.ts"), tag, change.page ?? page];
		const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
		const manifestOf = (name: string) => JSON.parse(readFileSync(at(name, "package.json"), "utf8"));
		return { status, stderr, manifestOf };
	}

	it("sets the repository, the folder of each package, and the URLs of the plugin and its logo", () => {
		const { status, stderr, manifestOf } = prepare("v1.2.3");
		expect(status, stderr).to.equal(0);
		for (const [directory, manifest] of Object.entries({ provider, review }))
			expect(manifestOf(directory)).to.deep.equal({
				...manifest,
				homepage: `${page}#readme`,
				bugs: { url: `${page}/issues` },
				repository: { type: "git", url: `git+${page}.git`, directory },
			});
		expect(linksOf(`${page}#readme`, "1.2.3")).to.deep.equal({
			homepage: `${page}#readme`,
			repository: page,
			logoUrl: `${page}/raw/v1.2.3/docs/logo.png`,
			pluginDownloadURL: `${page}/releases/download/v\${VERSION}`,
		});
		// The Registry requires a PNG of this size.
		const logo = readFileSync(join(repository, "docs/logo.png"));
		expect([logo.readUInt32BE(16), logo.readUInt32BE(20)]).to.deep.equal([100, 100]);
	});

	it("stops if tag, packages, changelog or page do not agree, and reports the mismatch", () => {
		const { status, stderr, manifestOf } = prepare("v1.2.2");
		expect([status, stderr]).to.deep.equal([
			1,
			"The tag is v1.2.2, but pulumi-cognito-feedback is 1.2.3.\n" +
				"The tag is v1.2.2, but cognito-feedback is 1.2.3.\n",
		]);
		expect(manifestOf("provider")).to.deep.equal(provider);
		const wrong = {
			review: { dependencies: { [provider.name]: "1.2.2" } },
			changelog: "# Changelog\n\n## [Unreleased]\n\nTo be 1.2.3.\n",
			page: "example.org",
		};
		expect(prepare("v1.2.3", wrong).stderr).to.equal(
			"cognito-feedback needs another pulumi-cognito-feedback.\n" +
				"CHANGELOG.md has no dated section for 1.2.3.\n" +
				'"example.org" is not the page of a repository.\n',
		);
	});
});
