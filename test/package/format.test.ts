import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { expect } from "chai";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packed } from "../support/packed.ts";

describe("The packed files", () => {
	const files = packed();

	for (const name of ["provider", "review"] as const) {
		it(`match their package.json (${name})`, async () => {
			const tarball = new Uint8Array(readFileSync(files[name])).buffer;
			const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
			expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).to.deep.equal([]);
		});
	}

	it("provide the types of each entry point for every kind of module resolution", async () => {
		const packed = createPackageFromTarballData(new Uint8Array(readFileSync(files.provider)));
		const analysis = await checkPackage(packed);
		if (!analysis.types) return expect.fail("the package has no types");
		expect(analysis.problems).to.deep.equal([]);
		const { entrypoints } = analysis;
		expect(Object.keys(entrypoints)).to.include.members([".", "./emulator", "./feedback-file"]);
		// Entry points with a pattern are not checked.
		const known = Object.values(entrypoints).filter(({ subpath }) => !subpath.includes("*"));
		for (const { subpath, resolutions } of known) {
			if (subpath === "./package.json") continue;
			for (const [kind, { resolution }] of Object.entries(resolutions)) {
				expect(resolution?.isTypeScript, `${subpath}, ${kind}`).to.equal(true);
			}
		}
	});
});
