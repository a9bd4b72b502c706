import { expect } from "chai";
import { reportText } from "#review/report/text";
import { definitions } from "#review/report/words/definitions";
import { documentOf } from "#review/report/words/document";
import { exampleReport } from "../../../support/exampleReport.ts";
import { readText } from "../../../support/manifest.ts";

describe("The documents of the report", function () {
	this.timeout(30_000);

	it("shows the summary of a real run", async () => {
		const [, shown = ""] = /```text\n([\s\S]*?)```/.exec(readText("docs/report-example.md")) ?? [];
		expect(shown).to.equal(reportText(documentOf(await exampleReport())));
	});

	it("defines every term of the footnotes", () => {
		const [, after = ""] = readText("docs/report.md").split("\n## Definitions\n");
		const headings = [...after.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
		expect(headings).to.deep.equal(Object.keys(definitions));
	});
});
