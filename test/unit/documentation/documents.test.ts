import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { blocksOf, documents } from "../../support/readme.ts";
import { repository } from "../../support/script.ts";

// The languages of code blocks that tests run: test/slow/readme.test.ts, firstMinute.test.ts, test/slow/documents.test.ts and
// test/slow/languages, and for SQL test/integration/review/athena.test.ts.
const runLanguages = ["go", "java", "python", "sh", "sql", "text", "ts", "xml", "yaml"];
/** Languages without a compiler here, so their blocks are not compiled; the documents with them state it. */
const otherLanguages = ["csharp"];

for (const document of documents) {
	describe(document, () => {
		it("has code in languages that tests run, or states that they are not compiled", () => {
			const languages = blocksOf(document).map(({ language }) => language);
			const others = languages.filter((language) => !runLanguages.includes(language));
			expect(otherLanguages).to.include.members(others);
			if (others.length > 0) expect(read(document)).to.match(/compile.*tests|tests.*compile/);
		});
	});
}

const linking = globSync(["*.md", "docs/**/*.md", "examples/**/*.md"], {
	cwd: repository,
	exclude: ["**/node_modules"],
});

for (const document of linking.sort()) {
	describe(document, () => {
		it("links to files and headings that exist", () => {
			for (const [, target = ""] of read(document).matchAll(/\]\(([^)\s]+)\)/g)) {
				if (target.startsWith("https:")) continue;
				const [file, heading] = target.split("#");
				const linked = file ? join(dirname(document), file) : document;
				expect(existsSync(join(repository, linked)), target).to.equal(true);
				if (heading) expect(headings(linked), target).to.include(heading);
			}
		});
	});
}

function read(path: string): string {
	return readFileSync(join(repository, path), "utf8");
}

/** The headings of a document, as links name them. */
function headings(path: string): string[] {
	return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} -]/gu, "")
			.replaceAll(" ", "-"),
	);
}
