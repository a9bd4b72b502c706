import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	truncateSync,
	unlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { execaNode } from "execa";
import { changeFeedbackFile } from "#provider/feedbackFile/change";
import { FeedbackFileConflict, FeedbackFileError } from "#provider/feedbackFile/errors";
import { emptyFeedbackFile, openFeedbackFile, readFeedbackFile } from "#provider/feedbackFile/read";
import { saveFeedbackFile } from "#provider/feedbackFile/save";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const pool = "eu-central-1_Test";
const valid = { username: "alice", feedbackValue: "Valid" } as const;
const start = `userPoolId: ${pool}\ndecisions:\n`;

describe("a decisions file on disk:", () => {
	const folder = temporaryFolder();
	let path: string;

	beforeEach(() => {
		path = join(folder(), "feedback.yaml");
	});

	describe("saving", () => {
		it("creates a new file, which can then be changed and saved again", () => {
			const empty = openFeedbackFile(path, pool);
			const first = saveFeedbackFile(empty, changeFeedbackFile(empty, new Map([["e1", valid]])));
			expect(first).to.deep.equal(readFeedbackFile(path));
			const second = saveFeedbackFile(first, changeFeedbackFile(first, new Map([["e2", valid]])));
			expect([...second.decisions.keys()]).to.deep.equal(["e1", "e2"]);
			expect(second.text).to.equal(readFileSync(path, "utf8"));
			expect(readdirSync(folder())).to.deep.equal(["feedback.yaml"]);
		});

		it("keeps the file's permissions, and a symbolic link", () => {
			const target = join(folder(), "shared.yaml");
			writeFileSync(target, start);
			chmodSync(target, 0o640);
			symlinkSync("shared.yaml", path);
			const file = readFeedbackFile(path);
			saveFeedbackFile(file, changeFeedbackFile(file, new Map([["e1", valid]])));
			expect(lstatSync(path).isSymbolicLink()).to.equal(true);
			expect(readFileSync(target, "utf8")).to.include("username: alice");
			expect(statSync(target).mode & 0o777).to.equal(0o640);
		});

		it("replaces the file as a whole: readers of the old one can read it to its end", () => {
			writeFileSync(path, start);
			const before = statSync(path).ino;
			const file = readFeedbackFile(path);
			saveFeedbackFile(file, changeFeedbackFile(file, new Map([["e1", valid]])));
			expect(statSync(path).ino).not.to.equal(before);
		});

		it("does not write a file without changes", () => {
			writeFileSync(path, start);
			const before = statSync(path).ino;
			const file = readFeedbackFile(path);
			saveFeedbackFile(file, file.text);
			expect(statSync(path).ino).to.equal(before);
		});

		for (const [what, meanwhile, onDisk] of [
			["was changed", () => writeFileSync(path, `${start}# mine\n`), `${start}# mine\n`],
			["is gone", () => unlinkSync(path), ""],
			["no longer is a decisions file", () => writeFileSync(path, "mine"), "mine"],
		] as const)
			it(`does not overwrite a file that ${what} since it was read, and returns its content`, () => {
				writeFileSync(path, start);
				const file = readFeedbackFile(path);
				meanwhile();
				const conflict = thrownBy(() =>
					saveFeedbackFile(file, changeFeedbackFile(file, new Map([["e1", valid]]))),
				);
				expect(conflict).to.be.instanceOf(FeedbackFileConflict);
				expect(conflict).to.include({ onDisk });
				expect(readdirSync(folder())).to.deep.equal(onDisk === "" ? [] : ["feedback.yaml"]);
				if (onDisk !== "") expect(readFileSync(path, "utf8")).to.equal(onDisk);
			});

		it("does not overwrite a file that was created meanwhile", () => {
			const empty = openFeedbackFile(path, pool);
			writeFileSync(path, "mine");
			const conflict = thrownBy(() => saveFeedbackFile(empty, start));
			expect(conflict).to.be.instanceOf(FeedbackFileConflict);
			expect(readFileSync(path, "utf8")).to.equal("mine");
		});

		it("loses no changes of two processes that save concurrently", async () => {
			writeFileSync(path, start);
			const saver = join(import.meta.dirname, "../../support/saveComments.ts");
			await Promise.all(["one", "two"].map((name) => execaNode(saver, [path, name, "150"])));
			const comments = readFileSync(path, "utf8").match(/^# (one|two) \d+$/gm) ?? [];
			expect(new Set(comments)).to.have.property("size", 300);
			expect(readdirSync(folder())).to.deep.equal(["feedback.yaml"]);
		});

		it("does not write an invalid decisions file", () => {
			writeFileSync(path, start);
			const error = thrownBy(() => saveFeedbackFile(readFeedbackFile(path), "userPoolId: 7\n"));
			expect(error).to.be.instanceOf(FeedbackFileError);
			expect(readFileSync(path, "utf8")).to.equal(start);
		});

		it("rejects a file that is too large, naming the limit, and keeps the old one", () => {
			writeFileSync(path, start);
			const large = `${start}# ${"x".repeat(128_000_000)}\n`;
			expect(thrownBy(() => saveFeedbackFile(readFeedbackFile(path), large)).message).to.equal(
				`${path}: the file has 129 MB; the limit is 128 MB. Divide its decisions among several files.`,
			);
			expect(readFileSync(path, "utf8")).to.equal(start);
			truncateSync(path, 600_000_000);
			expect(thrownBy(() => readFeedbackFile(path)).message).to.include("has 600 MB; the limit is 128 MB");
		});

		it("reports that the file cannot be written, and leaves no temporary file", () => {
			const nowhere = join(folder(), "missing", "feedback.yaml");
			const error = thrownBy(() => saveFeedbackFile(emptyFeedbackFile(nowhere, pool), start));
			expect(error).to.be.instanceOf(FeedbackFileError);
			expect(error.message).to.match(
				/^.*feedback\.yaml: the folder .*missing does not exist\. Create it, or name another file\.$/,
			);
			expect(readdirSync(folder())).to.deep.equal([]);
		});
	});

	describe("opening", () => {
		it("starts an empty file for the pool if it does not exist", () => {
			expect(openFeedbackFile(path, pool)).to.deep.equal({
				path,
				text: "",
				userPoolId: pool,
				decisions: new Map(),
				lines: new Map(),
				samples: [],
			});
			expect(readdirSync(folder())).to.deep.equal([]);
		});

		it("reports at once a folder or the target of a link that does not exist", () => {
			const nowhere = join(folder(), "missing", "feedback.yaml");
			expect(thrownBy(() => openFeedbackFile(nowhere, pool)).message).to.match(
				/the folder .*missing does not exist/,
			);
			symlinkSync("gone.yaml", path);
			const error = thrownBy(() => openFeedbackFile(path, pool));
			expect(error).to.be.instanceOf(FeedbackFileError);
			expect(error.message).to.include("is a link to a file that does not exist");
		});

		it("fails if the file does not exist and no pool is given", () => {
			expect(thrownBy(() => openFeedbackFile(path)).message).to.equal(`${path}: file not found`);
		});

		it("rejects a file for another pool", () => {
			writeFileSync(path, start);
			expect(openFeedbackFile(path).userPoolId).to.equal(pool);
			expect(thrownBy(() => openFeedbackFile(path, "eu-central-1_Other")).message).to.include(
				`holds decisions for user pool ${pool}, not eu-central-1_Other`,
			);
		});

		it("never mixes two Regions in a file", () => {
			const replica = openFeedbackFile(path, pool, "us-west-2");
			writeFileSync(path, changeFeedbackFile(replica, new Map([["e1", valid]])));
			expect(readFileSync(path, "utf8")).to.match(/^userPoolId: eu-central-1_Test\nregion: us-west-2\n/m);
			expect(openFeedbackFile(path, pool, "us-west-2").region).to.equal("us-west-2");
			expect(openFeedbackFile(path).region).to.equal("us-west-2");
			for (const region of [undefined, "eu-central-1"])
				expect(thrownBy(() => openFeedbackFile(path, pool, region)).message).to.equal(
					`${path}: the file holds decisions for Region us-west-2, not eu-central-1. Use another file, or \`--region us-west-2\`; each file holds the decisions for one Region.`,
				);
			writeFileSync(path, start);
			expect(openFeedbackFile(path, pool, "eu-central-1")).not.to.have.property("region");
			expect(thrownBy(() => openFeedbackFile(path, pool, "us-west-2")).message).to.include(
				"add `region: us-west-2` to this one if all its decisions are for us-west-2",
			);
		});

		it("rejects a folder", () => {
			mkdirSync(path);
			expect(thrownBy(() => readFeedbackFile(path)).message).to.match(/: cannot be read: EISDIR/);
		});

		it("rejects text that is not UTF-8, with the place", () => {
			const latin1 = Buffer.from(`${start}  e1:\n    username: Jos\u00E9\n`, "latin1");
			writeFileSync(path, latin1);
			expect(thrownBy(() => readFeedbackFile(path))).to.deep.include({
				mistakes: [{ line: 4, column: 18, message: "is not UTF-8; save the file as UTF-8" }],
			});
		});
	});
});

function thrownBy(act: () => unknown): Error {
	try {
		act();
	} catch (error) {
		if (error instanceof Error) return error;
	}
	throw new Error("Nothing was thrown");
}
