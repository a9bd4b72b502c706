import { expect } from "chai";
import { applyPatch } from "diff";
import fc from "fast-check";
import { diffOf } from "#review/diff";

describe("diffOf", () => {
	/** Few different lines, so that each occurs in many places; with and without a line break at the end. */
	const text = fc
		.tuple(fc.array(fc.constantFrom("a", "b", "c", "", "  d: 1"), { maxLength: 30 }), fc.boolean())
		.map(([lines, ends]) => (lines.length === 0 ? "" : lines.join("\n") + (ends ? "\n" : "")));

	it("turns the old text into the new one", () => {
		fc.assert(
			fc.property(text, text, (olds, news) => {
				if (olds !== news) expect(applyPatch(olds, diffOf(olds, news))).to.equal(news);
			}),
			{ numRuns: 500 },
		);
	});

	it("is empty if nothing changed", () => {
		expect(diffOf("a\n", "a\n")).to.equal("");
	});

	it("shows changes with three lines of context, like `diff -u`", () => {
		const olds = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ""].join("\n");
		expect(diffOf(olds, olds.replace("5", "five"), { path: "f.yaml" })).to.equal(
			[
				"--- f.yaml",
				"+++ f.yaml",
				"@@ -2,7 +2,7 @@",
				" 2",
				" 3",
				" 4",
				"-5",
				"+five",
				" 6",
				" 7",
				" 8",
				"",
			].join("\n"),
		);
	});

	it("shows a new file as one that did not exist", () => {
		expect(diffOf("", "a\nb\n", { path: "f.yaml" })).to.equal(
			"--- /dev/null\n+++ f.yaml\n@@ -0,0 +1,2 @@\n+a\n+b\n",
		);
	});

	it("is complete if each of ten thousand decisions changed", () => {
		const file = (value: string) =>
			Array.from(
				{ length: 10_000 },
				(_, index) => `  e${index}:\n    username: u\n    feedbackValue: ${value}\n`,
			).join("");
		const diff = diffOf(file("Valid"), file("Invalid"));
		expect(diff.match(/^\+/gm)).to.have.length(10_001);
	});

	it("supports more lines than a call has arguments", () => {
		const text = "a line\n".repeat(300_000);
		expect(diffOf("", text).length).to.be.greaterThan(300_000 * 8);
	});
});
