import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parseStatements, readStatements, type Statement } from "#review/statements";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const said: Statement = {
	eventId: "e1",
	wasMe: false,
	at: "2026-11-20T09:12:00.000Z",
	sameSession: false,
};

const jsonLines = (...values: readonly object[]) => values.map((value) => JSON.stringify(value)).join("\n");

describe("statements of users", () => {
	const folder = temporaryFolder();

	it("are read from JSON Lines, with any line endings, a byte order mark and empty lines", () => {
		const text = `\uFEFF${JSON.stringify(said)}\r\n\n${JSON.stringify({ ...said, eventId: "e2" })}\n`;
		expect(parseStatements(text, "said.jsonl")).to.deep.equal({
			path: "said.jsonl",
			statements: [said, { ...said, eventId: "e2" }],
			read: 2,
			skipped: [],
		});
	});

	it("that are invalid are skipped, with the line and the reason", () => {
		const lines = [
			"not JSON",
			"[]",
			JSON.stringify({ ...said, eventId: "e 1" }),
			JSON.stringify({ ...said, wasMe: "false" }),
			JSON.stringify({ ...said, at: "yesterday" }),
			JSON.stringify({ ...said, sameSession: undefined }),
			JSON.stringify({ ...said, at: "+020000-01-01T00:00:00Z" }),
			JSON.stringify({ ...said, at: "-000001-01-01T00:00:00Z" }),
			JSON.stringify(said),
		];
		const { statements, read, skipped } = parseStatements(lines.join("\n"), "said.jsonl");
		expect([statements, read]).to.deep.equal([[said], 1]);
		expect(skipped).to.deep.equal([
			{ line: 1, fault: "json" },
			{ line: 2, fault: "json" },
			{ line: 3, fault: "eventId" },
			{ line: 4, fault: "wasMe" },
			{ line: 5, fault: "at" },
			{ line: 6, fault: "sameSession" },
			{ line: 7, fault: "at" },
			{ line: 8, fault: "at" },
		]);
	});

	const later = "2026-11-21T00:00:00.000Z";
	for (const [which, stronger, weaker] of [
		["evidence before none, also if that is later", {}, { sameSession: true, at: later }],
		["evidence that it was me before a session that disowns itself", { wasMe: true }, { sameSession: true }],
		["not me before me, also if that is later", {}, { wasMe: true, at: later }],
		["the later of the same", { at: later }, {}],
	] as const)
		it(`count once for each event: ${which}`, () => {
			const [one, other] = [
				{ ...said, ...stronger },
				{ ...said, ...weaker },
			];
			expect(parseStatements(jsonLines(one, other), "").statements).to.deep.equal([one]);
			expect(parseStatements(jsonLines(other, one), "").statements).to.deep.equal([one]);
		});

	it("are never lost or invented, whatever the lines contain", () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify(said)))), (values) => {
				const text = values.join("\n");
				const { statements, read, skipped } = parseStatements(text, "");
				const lines = text
					.replace(/^\uFEFF/, "")
					.split("\n")
					.filter((line) => line.trim() !== "");
				expect(read + skipped.length).to.equal(lines.length);
				expect(statements).to.have.length(read > 0 ? 1 : 0);
			}),
		);
	});

	it("in an unreadable file cause an error with its path", () => {
		const path = join(folder(), "said.jsonl");
		expect(() => readStatements(path)).to.throw(`could not read the statements in ${path} (ENOENT)`);
		writeFileSync(path, JSON.stringify(said));
		expect(readStatements(path).statements).to.deep.equal([said]);
	});
});
