/**
 * `npm run audit:ci`: whether a dependency that is installed with the package has a known vulnerability. Exit code 0
 * says no, 1 says yes or that npm could not audit, and 75 that the registry does not answer such questions.
 */
import { dirname } from "node:path";
import { run } from "../pulumi-cli/run.ts";
import { type Severity, type Verdict, verdictOf } from "./verdict.ts";

const least: Severity = "moderate";
const root = dirname(dirname(import.meta.dirname));
const limit = 120_000;

const exitCodes: Record<Verdict["outcome"], number> = { clean: 0, found: 1, broken: 1, unknown: 75 };

// npm's own patience would take minutes where nothing answers; and offline it takes everything for clean.
const patience = ["--fetch-retries=1", "--fetch-timeout=30000", "--offline=false"];
const args = ["audit", "--omit=dev", `--audit-level=${least}`, "--json", ...patience];
const { stdout, how } = await run("npm", args, { cwd: root, env: process.env, limit, signal: undefined });
const { outcome, message } = how.startsWith("no end")
	? { outcome: "unknown" as const, message: `the audit service does not answer (${how})` }
	: verdictOf(stdout, least);
console.log(outcome === "unknown" ? `audit: skipped: ${message}` : `audit: ${message}`);
process.exitCode = exitCodes[outcome];
