import { join, resolve } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";
import { expect } from "chai";
import { readDecisionsFile } from "#provider/readDecisionsFile";

describe("reading the decisions file of a program", () => {
	it("reports the path of a file that does not exist, and how to create one", () => {
		const folder = resolve(import.meta.dirname, "../../..");
		for (const path of ["no/such.yaml", join(folder, "no/such.yaml")])
			expect(() => readDecisionsFile(path))
				.to.throw(RunError)
				.with.property("message")
				.that.includes(
					`The decisions file ${path} does not exist in ${folder}. Create it with \`npx cognito-feedback decide\``,
				);
	});
});
