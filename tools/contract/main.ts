/**
 * Writes the public interface of both packages to `contract/`, as of the last build. With `--check` it writes nothing and fails
 * if a file differs.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { root } from "../installPackage.ts";
import { commandReport, providerReport } from "./apiReport.ts";

const built = (file: string) => readFileSync(join(root, "provider/dist", file), "utf8");
const files = {
	"schema.json": built("adapters/plugin/schema.json"),
	"feedback-file.schema.json": built("feedbackFile/schema.json"),
	"pulumi-cognito-feedback.api.md": providerReport(),
	"cognito-feedback.api.md": await commandReport(),
};

const isCheck = process.argv.includes("--check");
for (const [name, text] of Object.entries(files)) {
	const path = join(root, "contract", name);
	if (!isCheck) writeFileSync(path, text);
	else if (read(path) !== text) {
		console.error(createTwoFilesPatch(`contract/${name}`, "as built", read(path), text));
		process.exitCode = 1;
	}
}
if (process.exitCode)
	console.error(
		"The public interface differs from contract/. If it should, run `npm run contract` and commit the result.",
	);

function read(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
