import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { logLine } from "#provider/emulator/logs";
import { typedColumns } from "#review/store/lines";
import { generatedPool, generateSignIns, LineWriter, messageOf } from "../../../workbench/logs/index.ts";
import { memoryStore } from "../../support/memoryStore.ts";
import { blocksOf } from "../../support/readme.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const [typed = "", raw = "", unload = ""] = blocksOf("docs/sources.md")
	.filter(({ language }) => language === "sql")
	.map(({ text }) => text);

const events = [...generateSignIns({ events: 400 })];

/** Fields that AWS's example lacks and the reader supports: other spellings, and fields of the API. */
const beyondExample = ["compromisedCredentialsDetected", "timezone"];

describe("The statements for Amazon Athena", () => {
	const folder = temporaryFolder();
	const store = memoryStore(generatedPool);

	it("create a table of the fields of lines, all of which the reader supports", () => {
		const [event = expect.fail("no events")] = events;
		const { message, ...around } = JSON.parse(logLine(event.time, messageOf(event)));
		const columns = typed.slice(typed.indexOf("("), typed.indexOf("PARTITIONED BY"));
		const named = [...columns.matchAll(/^ {2}(\w+) (string|struct)/gm)].map(([, name]) => name);
		expect(named).to.have.members(["message", ...Object.keys(around)]);
		const fields = [...columns.matchAll(/^ {4}(\w+): (string|array<string>),?$/gm)];
		expect(fields.map(([, name]) => name)).to.deep.equal(Object.keys(message));
		expect(fields.filter(([, , type]) => type !== "string").map(([, name]) => name)).to.deep.equal([
			"challenges",
		]);
		const taken = /message: '([^']+)'/.exec(typedColumns)?.[1] ?? "";
		const names = [...taken.matchAll(/(\w+) VARCHAR/g)].map(([, name = ""]) => name);
		expect(names).not.to.be.empty;
		expect(Object.keys(message)).to.include.members(names.filter((name) => !beyondExample.includes(name)));
	});

	it("select lines in a format that the reader supports", async () => {
		const lines = [...new LineWriter().all(events)].map((line) => ({ day: "2026/11/10", line }));
		expect(raw).to.match(
			/^CREATE EXTERNAL TABLE auth_event_lines \(line string\)\nPARTITIONED BY \(day string\)/,
		);
		await store().rows(
			"CREATE TEMP MACRO json_extract_scalar(json, path) AS json_extract_string(json, path)",
		);
		await store().rows(
			`CREATE TEMP TABLE auth_event_lines AS SELECT unnest(from_json($1, '[{"day":"VARCHAR","line":"VARCHAR"}]'), recursive := true)`,
			[JSON.stringify(lines)],
		);
		const [, select = ""] = /^UNLOAD \(\n([\s\S]+?)\n\)\nTO/.exec(unload) ?? [];
		const selected = await store().rows<{ line: string }>(select);
		// UNLOAD writes TEXTFILE with one row per line, and names files without an extension.
		expect(unload).to.include("WITH (format = 'TEXTFILE', compression = 'GZIP')");
		const path = join(folder(), "20261120_081400_00042_ab1cd_5f0a");
		writeFileSync(path, gzipSync(selected.map(({ line }) => `${line}\n`).join("")));
		expect(await store().addFiles([path], { source: "s3" })).to.deep.include({ skipped: {}, complete: true });
		const rows = await store().rows<{ event_id: string }>("SELECT event_id FROM events ORDER BY 1");
		const rated = events.filter(({ riskLevel }) => riskLevel === "Medium" || riskLevel === "High");
		expect(rows.map(({ event_id }) => event_id)).to.deep.equal(rated.map(({ eventId }) => eventId).sort());
	});
});
