import { cpSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { setVersion, versionsIn } from "../../../tools/release/places.ts";
import { readManifest } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("The version of both packages", () => {
	const folder = temporaryFolder();

	it("is the same in every place", () => {
		const { version } = readManifest("provider");
		const versions = versionsIn(repository);
		expect(new Set(Object.values(versions))).to.deep.equal(new Set([version]));
		const files = Object.keys(versions).map((place) => place.replace(/:\d+$/, ""));
		const manifests = globSync("examples/*/package.json", { cwd: repository });
		expect(files).to.include.members(["contract/schema.json", "docs/languages.md", ...manifests]);
		expect(files.filter((file) => file === "package-lock.json")).to.have.lengthOf(3);
		expect(files.filter((file) => file === "review/package.json")).to.have.lengthOf(2);
	});

	it("is set everywhere by one command, which also dates the changes", () => {
		for (const place of ["CHANGELOG.md", ...Object.keys(versionsIn(repository))]) {
			const path = place.replace(/:\d+$/, "");
			mkdirSync(dirname(join(folder(), path)), { recursive: true });
			cpSync(join(repository, path), join(folder(), path));
		}
		setVersion(folder(), "98.7.6-rc.1", "2026-12-01");
		const versions = versionsIn(folder());
		expect(Object.keys(versions)).to.have.members(Object.keys(versionsIn(repository)));
		expect(new Set(Object.values(versions))).to.deep.equal(new Set(["98.7.6-rc.1"]));
		expect(readFileSync(join(folder(), "CHANGELOG.md"), "utf8")).to.include(
			"\n## [98.7.6-rc.1] - 2026-12-01\n",
		);
	});
});
