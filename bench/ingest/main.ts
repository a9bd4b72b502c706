/**
 * Reads the files of a folder in a separate process, and prints the cost. `bare` is one statement of DuckDB that reads them
 * into a typed table; `store` is the store, merged.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "#review/store/index";
import { generatedPool } from "../../workbench/logs/index.ts";

type DuckDb = typeof import("@duckdb/node-api");

const [mode = "", folder = "", root = ""] = process.argv.slice(2);
const files = readdirSync(folder).map((name) => join(folder, name));

/** All fields that AWS documents, unchanged. */
const message = [
	"version eventId eventType userSub userName userPoolId clientId creationDate eventResponse riskLevel riskDecision",
	"challenges deviceName ipAddress requestId idpName compromisedCredentialDetected city country eventFeedbackValue",
	"eventFeedbackDate eventFeedbackProvider hasContextData",
]
	.join(" ")
	.split(" ")
	.map((name) => `"${name}" VARCHAR${name === "challenges" ? "[]" : ""}`);

async function bare(): Promise<number> {
	const { DuckDBInstance } = createRequire(import.meta.url)("@duckdb/node-api") as DuckDb;
	const into = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
	try {
		// With the same memory limit as the store.
		const options = {
			memory_limit: "512MB",
			preserve_insertion_order: "false",
			temp_directory: join(into, "spill"),
		};
		const instance = await DuckDBInstance.create(join(into, "bare.duckdb"), options);
		const connection = await instance.connect();
		const names = files.map((file) => `'${file}'`).join(", ");
		await connection.run(`CREATE TABLE line AS SELECT * FROM read_json([${names}], format = 'newline_delimited',
			columns = {eventTimestamp: 'VARCHAR', eventSource: 'VARCHAR', logLevel: 'VARCHAR',
				message: 'STRUCT(${message.join(", ")})', logSourceId: 'STRUCT("userPoolId" VARCHAR)'})`);
		const counted = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM line");
		connection.closeSync();
		instance.closeSync();
		return Number(counted.getRows()[0]?.[0]);
	} finally {
		rmSync(into, { recursive: true });
	}
}

async function store(): Promise<number> {
	const opened = await openStore(
		{ userPoolId: generatedPool, region: "eu-central-1" },
		{ cache: true, root },
	);
	const { lines, unchanged, failures } = await opened.addFiles(files, { source: folder });
	if (failures.length > 0) throw new Error(JSON.stringify(failures));
	await opened.close();
	return unchanged > 0 ? 0 : lines;
}

const begun = performance.now();
const lines = await (mode === "bare" ? bare() : store());
const seconds = (performance.now() - begun) / 1_000;
const memory = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ lines, seconds, memory }));
