import { expect } from "chai";
import { diffOf } from "#review/diff";

describe("the diff of a decisions file", () => {
	it("is empty where nothing changed", () => {
		expect(diffOf("a\n", "a\n")).to.equal("");
	});

	it("is a unified one, of a new file against nothing", () => {
		expect(diffOf("a\nb\n", "a\nc\n", "other.yaml")).to.equal(
			"--- other.yaml\n+++ other.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n",
		);
		expect(diffOf("", "a\n")).to.equal("--- /dev/null\n+++ feedback.yaml\n@@ -0,0 +1,1 @@\n+a\n");
	});
});
