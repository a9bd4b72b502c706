#!/usr/bin/env node
/** The command `cognito-feedback`. */
import { oldNode } from "./oldNode.ts";

const problem = oldNode(process.versions.node);
if (problem === undefined) {
	// Loaded only after the check, because an old Node.js may fail to load it.
	const { runProgram } = await import("./terminal/program.ts");
	await runProgram(process.argv.slice(2));
} else {
	process.stderr.write(`cognito-feedback: ${problem}\n`);
	process.exitCode = 1;
}
