import { expect } from "chai";
import { packedReadme } from "../../../tools/packedReadme.ts";
import { readText } from "../../support/manifest.ts";

describe("The README of a package", () => {
	const text = [
		"See [how](docs/how.md#so) and [the licence](LICENSE), [Pulumi](https://www.pulumi.com/) and [below](#below).",
		"",
		"![The page](docs/page.png)",
		"",
		"## Below",
	].join("\n");
	const packed = ["LICENSE"];

	it("links to the repository's page at the package's version", () => {
		const page = "https://example.org/team/project";
		expect(packedReadme(text, { path: "README.md", page, revision: "v1.2.3", packed })).to.equal(
			text
				.replace("docs/how.md#so", `${page}/blob/v1.2.3/docs/how.md#so`)
				.replace("docs/page.png", `${page}/raw/v1.2.3/docs/page.png`),
		);
		const elsewhere = { path: "docs/other.md", page, revision: "v1.2.3", packed };
		expect(packedReadme("![it](page.png)", elsewhere)).to.equal(`![it](${page}/raw/v1.2.3/docs/page.png)`);
	});

	it("has no links to files if the page is unknown", () => {
		expect(packedReadme(text, { path: "README.md", revision: "v1.2.3", packed })).to.equal(
			[
				"See how and [the licence](LICENSE), [Pulumi](https://www.pulumi.com/) and [below](#below).",
				"",
				"## Below",
			].join("\n"),
		);
	});

	for (const name of ["pulumi-cognito-feedback", "cognito-feedback"]) {
		it(`has no broken link (${name})`, () => {
			const readme = readText(`node_modules/${name}/README.md`);
			expect(readme).to.match(/^# /);
			const targets = [...readme.matchAll(/\]\(([^)\s]+)|\b(?:src|href)="([^"]+)/g)].map(
				([, link, attribute]) => link ?? attribute ?? "",
			);
			const files = targets.filter((target) => !/^(https:|#)/.test(target));
			expect(["LICENSE", "CHANGELOG.md"]).to.include.members(files);
		});
	}
});
