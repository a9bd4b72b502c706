import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { FeedbackFile } from "./feedbackFile.ts";
import { scalarOf } from "./lines.ts";

const schema = ["node_modules", "pulumi-cognito-feedback", "dist", "feedbackFile", "schema.json"];

/**
 * The text of a file without decisions. Its first line names the schema for editors if this package is installed in a folder
 * above the file.
 */
export function newFile({
	path,
	userPoolId,
	region,
}: Pick<FeedbackFile, "path" | "userPoolId" | "region">): string {
	const found = path === "" ? undefined : findSchema(dirname(resolve(path)));
	return [
		...(found === undefined ? [] : [`# yaml-language-server: $schema=${found}`]),
		`userPoolId: ${scalarOf(userPoolId)}`,
		...(region === undefined ? [] : [`region: ${scalarOf(region)}`]),
		"decisions:",
		"",
	].join("\n");
}

function findSchema(folder: string): string | undefined {
	for (let above = folder; ; above = dirname(above)) {
		const candidate = [above, ...schema].join(sep);
		if (existsSync(candidate)) return relative(folder, candidate).split(sep).join("/");
		if (above === dirname(above)) return undefined;
	}
}
