import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { fingerprint } from "../../../tools/built.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("A build runs again", () => {
	const folder = temporaryFolder();
	const path = (name: string) => join(folder(), name);
	const write = (name: string, content: string) => {
		writeFileSync(path(name), content);
		utimesSync(path(name), 1, 1);
	};
	const made = () => fingerprint([folder()], ["kept"]);
	beforeEach(() => {
		for (const name of ["source", "kept"]) {
			mkdirSync(path(name));
			write(`${name}/one.ts`, "1");
		}
	});

	const changes: Readonly<Record<string, () => void>> = {
		"a file is written with the same size and modification time": () => write("source/one.ts", "2"),
		"a file is removed": () => rmSync(path("source/one.ts")),
		"a file is added": () => writeFileSync(path("source/two.ts"), ""),
		"a folder is renamed": () => renameSync(path("source"), path("sources")),
	};
	for (const [name, change] of Object.entries(changes))
		it(`after ${name}`, () => {
			const before = made();
			expect(made()).to.equal(before);
			change();
			expect(made()).not.to.equal(before);
		});

	it("but not after packages write to their own folders", () => {
		const before = made();
		writeFileSync(path("kept/two.ts"), "");
		expect(made()).to.equal(before);
	});
});
