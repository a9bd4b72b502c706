import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import ts from "typescript";
import { readManifest } from "./manifest.ts";
import { repository } from "./script.ts";

/** A policy pack in a separate folder, which the tests' CLI can run. */
export interface PolicyPack {
	/** For `--policy-pack`. */
	readonly folder: string;
	/** The PATH that the CLI needs. */
	readonly path: string;
	dispose(): void;
}

/**
 * Copies a policy pack of `examples`. The language host built from Go modules does not support policy packs. For a runtime
 * without a host, the CLI runs a program from PATH; this provides one that does the same as a newer host.
 */
export function policyPack(example: string): PolicyPack {
	const root = mkdtempSync(join(tmpdir(), "cognito-feedback-policy-"));
	const [folder, bin] = [join(root, "pack"), join(root, "bin")];
	cpSync(join(repository, "examples", example), folder, { recursive: true });
	compile(folder, example);
	symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
	writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs-of-tests\n");
	mkdirSync(bin);
	const runner = join(repository, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
	writeFileSync(
		join(bin, "pulumi-analyzer-policy-nodejs-of-tests"),
		`#!/bin/sh\nexec "${process.execPath}" "${runner}" "$@"\n`,
		{ mode: 0o755 },
	);
	return {
		folder,
		path: [bin, process.env.PATH].join(delimiter),
		dispose: () => rmSync(root, { recursive: true, force: true }),
	};
}

/** Compiles the pack once: Pulumi would compile and type-check it in each run. `npm run typecheck` checks it. */
function compile(folder: string, example: string): void {
	const manifest = { ...readManifest(join("examples", example)), main: "index.js" };
	const source = readFileSync(join(folder, "index.ts"), "utf8");
	const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
	writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
	writeFileSync(join(folder, "index.js"), ts.transpileModule(source, { compilerOptions }).outputText);
}
