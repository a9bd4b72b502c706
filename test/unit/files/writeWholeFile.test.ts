import * as fs from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import { targetOf, UnwritableFile, writeWholeFile } from "#provider/files/index";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const modeOf = (stats: fs.Stats) => stats.mode & 0o777;

describe("Writing a file", () => {
	const folder = temporaryFolder();
	let path: string;

	beforeEach(() => {
		path = join(folder(), "file");
	});

	it("does not write through a link that was planted in place of a temporary file", () => {
		const victim = join(folder(), "victim");
		fs.writeFileSync(victim, "untouched");
		fs.writeFileSync(path, "old");
		for (const name of [`${path}.${process.pid}.tmp`, `${path}.tmp`]) fs.symlinkSync(victim, name);
		writeWholeFile(path, "new");
		expect(fs.readFileSync(path, "utf8")).to.equal("new");
		expect(fs.readFileSync(victim, "utf8")).to.equal("untouched");
	});

	it("uses a new name for the temporary file each time", () => {
		const names = ["one", "two"].map((text) => {
			let beside: string[] = [];
			writeWholeFile(path, text, () => {
				beside = fs.readdirSync(folder()).filter((name) => name.endsWith(".tmp"));
			});
			return beside.join();
		});
		expect(names[0]).to.match(/^file\.[\da-f-]{36}\.tmp$/);
		expect(names[0]).not.to.equal(names[1]);
	});

	for (const mode of [0o600, 0o640, 0o666])
		it(`sets the file's mode ${mode.toString(8)} before its first byte is written, and keeps it`, () => {
			fs.writeFileSync(path, "old");
			fs.chmodSync(path, mode);
			const real: typeof fs = createRequire(import.meta.url)("node:fs");
			const { writeFileSync } = real;
			const modes: number[] = [];
			real.writeFileSync = (file, ...rest) => {
				modes.push(modeOf(fs.fstatSync(file as number)));
				writeFileSync(file, ...rest);
			};
			try {
				writeWholeFile(path, "new", () => {
					for (const name of fs.readdirSync(folder()))
						expect(modeOf(fs.statSync(join(folder(), name))) & ~mode, name).to.equal(0);
				});
			} finally {
				real.writeFileSync = writeFileSync;
			}
			expect(modes).to.deep.equal([mode]);
			expect(modeOf(fs.statSync(path))).to.equal(mode);
		});

	it("follows a symbolic link to its target", () => {
		fs.writeFileSync(join(folder(), "real"), "old");
		fs.symlinkSync("real", path);
		writeWholeFile(path, "new");
		expect(fs.readlinkSync(path)).to.equal("real");
		expect(fs.readFileSync(join(folder(), "real"), "utf8")).to.equal("new");
	});

	it("fails for a broken link and for a missing folder, without leaving files", () => {
		fs.symlinkSync("gone", path);
		for (const act of [() => targetOf(path), () => writeWholeFile(path, "new")])
			expect(act).to.throw(UnwritableFile).with.deep.property("obstacle", { kind: "danglingLink" });
		const missing = join(folder(), "missing");
		expect(() => writeWholeFile(join(missing, "file"), "new"))
			.to.throw(UnwritableFile)
			.with.deep.property("obstacle", { kind: "noFolder", folder: missing });
		expect(fs.readdirSync(folder())).to.deep.equal(["file"]);
	});

	it("changes nothing if the check fails, and releases the lock", () => {
		fs.writeFileSync(path, "old");
		const fail = () => {
			throw new Error("a conflict");
		};
		expect(() => writeWholeFile(path, "new", fail)).to.throw("a conflict");
		expect(fs.readdirSync(folder())).to.deep.equal(["file"]);
		expect(fs.readFileSync(path, "utf8")).to.equal("old");
	});

	it("does not overwrite a new file that another program creates meanwhile", () => {
		expect(() => writeWholeFile(path, "new", () => fs.writeFileSync(path, "theirs")))
			.to.throw()
			.with.property("code", "EEXIST");
		expect(fs.readFileSync(path, "utf8")).to.equal("theirs");
	});

	it("does not wait for a process that was killed while it had the lock", () => {
		fs.writeFileSync(path, "old");
		fs.writeFileSync(`${path}.lock`, "");
		const longAgo = new Date(Date.now() - 60_000);
		fs.utimesSync(`${path}.lock`, longAgo, longAgo);
		writeWholeFile(path, "new");
		expect(fs.readFileSync(path, "utf8")).to.equal("new");
		expect(fs.readdirSync(folder())).to.deep.equal(["file"]);
	});
});
