import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";

describe("The workflows of the repository's host", () => {
	const folder = join(".github", "workflows");
	const workflows = new Map(
		readdirSync(join(repository, folder)).map((name) => [name, readText(join(folder, name))]),
	);

	it("may read the repository and nothing else, but for the release's proof of who it is and its draft", () => {
		expect([...workflows.keys()]).to.have.members(["ci.yml", "release.yml"]);
		for (const [name, text] of workflows) {
			expect(text, name).to.match(/^permissions:\n {2}contents: read\n\n/m);
			const granted = [...text.matchAll(/^ +([a-z-]+): write$/gm)].map(([, permission]) => permission);
			expect(granted, name).to.deep.equal(name === "release.yml" ? ["id-token", "contents"] : []);
		}
		const [, draft = ""] = (workflows.get("release.yml") ?? "").split("contents: write\n");
		expect(draft, "what may write to the repository").not.to.match(/checkout|npm|node /);
	});

	it("use actions of the host only, each pinned by its major version", () => {
		for (const [name, text] of workflows) {
			for (const [, action = ""] of text.matchAll(/uses: (\S+)/g)) {
				expect(action, name).to.match(/^(actions\/[a-z-]+@v\d+|\.\/\.github\/workflows\/ci\.yml)$/);
			}
		}
	});

	it("run what this repository runs by itself", () => {
		expect(workflows.get("ci.yml")).to.include("- run: .ci/run\n");
		const release = workflows.get("release.yml");
		expect(release).to.include('node tools/release/main.ts "$GITHUB_REF_NAME"');
		// The second needs the first.
		expect(release).to.include("for package in pulumi-cognito-feedback cognito-feedback; do");
		expect(release).to.match(/- run: npm run plugin-archive\n[\s\S]*path: dist\/\*\.tar\.gz\n/);
		expect(release).to.include('npm publish --workspace "$package" --provenance --access public');
	});
});
