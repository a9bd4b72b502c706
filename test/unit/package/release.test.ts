import { expect } from "chai";
import { releaseMistakes } from "../../../tools/release/mistakes.ts";
import { nameRepository } from "../../../tools/release/repository.ts";
import { archivesOf } from "../../../tools/schema/index.ts";

describe("A release", () => {
	const provider = { name: "provider", version: "1.2.3" };
	const review = { name: "review", version: "1.2.3", dependencies: { provider: "1.2.3", other: "^1.0.0" } };
	const changelog = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n## [1.2.2] - 2026-11-01\n";

	it("goes on where tag, packages and changelog agree", () => {
		expect(releaseMistakes("v1.2.3", [provider, review], changelog)).to.deep.equal([]);
	});

	it("stops where one of them has another version, and says which", () => {
		expect(releaseMistakes("v1.2.2", [provider, review], changelog)).to.deep.equal([
			"The tag is v1.2.2, and provider is 1.2.3.",
			"The tag is v1.2.2, and review is 1.2.3.",
		]);
		const old = { ...review, dependencies: { provider: "1.2.2" } };
		expect(releaseMistakes("v1.2.3", [provider, old], changelog)).to.deep.equal([
			"review 1.2.3 needs provider 1.2.2, which is 1.2.3.",
		]);
		expect(releaseMistakes("v1.2.3", [provider, review], "## [Unreleased]\n\nTo be 1.2.3.\n")).to.deep.equal([
			"CHANGELOG.md has no dated section for 1.2.3.",
		]);
	});

	it("names the repository, where in it the package is, and where Pulumi finds the plugin", () => {
		const named = nameRepository(provider, "https://example.org/team/project", "provider");
		expect(archivesOf(named.homepage)).to.equal(
			`https://example.org/team/project/releases/download/v\${VERSION}`,
		);
		expect(named).to.deep.equal({
			...provider,
			homepage: "https://example.org/team/project#readme",
			bugs: { url: "https://example.org/team/project/issues" },
			repository: {
				type: "git",
				url: "git+https://example.org/team/project.git",
				directory: "provider",
			},
		});
	});
});
