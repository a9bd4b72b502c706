import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { repository } from "./script.ts";

/** A policy pack in a folder of its own, such that the CLI of the tests runs it. */
export interface PolicyPack {
	/** For `--policy-pack`. */
	readonly folder: string;
	/** The PATH that the CLI needs. */
	readonly path: string;
	dispose(): void;
}

/**
 * Copies a policy pack of `examples`. The language host that builds from the Go modules knows no policy packs, and the
 * CLI asks a program of PATH for a runtime that it has no host for: it gets one that does what a newer host does.
 */
export function policyPack(example: string): PolicyPack {
	const root = mkdtempSync(join(tmpdir(), "cognito-feedback-policy-"));
	const [folder, bin] = [join(root, "pack"), join(root, "bin")];
	cpSync(join(repository, "examples", example), folder, { recursive: true });
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
