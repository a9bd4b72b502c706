import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files that contain the version of both packages, and the text directly before it. */
const places: Readonly<Record<string, string>> = {
	"{provider,review}/package.json": '^\\t"version": "',
	"{review,examples/*}/package.json": '"(?:pulumi-)?cognito-feedback": "\\^?',
	"package-lock.json":
		'(?:^\\t\\t"(?:provider|review)": \\{\\n\\t\\t\\t"name": "[a-z-]+",\\n\\t\\t\\t"version"|"pulumi-cognito-feedback"): "',
	"contract/schema.json": '^ {2}"version": "',
	"docs/languages.md": "(?:resource cognito-feedback |-feedback-v)",
};

/** The versions in these files of a folder, by file and line. */
export function versionsIn(folder: string): Record<string, string> {
	const found: Record<string, string> = {};
	forEachPlace(folder, (path, text, version) => {
		for (const { 0: value, index } of text.matchAll(version))
			found[`${path}:${text.slice(0, index).split("\n").length}`] = value;
	});
	return found;
}

/** Sets the version in these files of a folder, and starts its section of CHANGELOG.md. */
export function setVersion(folder: string, version: string, date: string): void {
	forEachPlace(folder, (path, text, each) => {
		writeFileSync(join(folder, path), text.replaceAll(each, version));
	});
	const changelog = join(folder, "CHANGELOG.md");
	const changes = readFileSync(changelog, "utf8");
	const heading = "## [Unreleased]\n";
	writeFileSync(changelog, changes.replace(heading, `${heading}\n## [${version}] - ${date}\n`));
}

function forEachPlace(folder: string, visit: (path: string, text: string, version: RegExp) => void): void {
	for (const [pattern, before] of Object.entries(places))
		for (const path of globSync(pattern, { cwd: folder }))
			visit(
				path,
				readFileSync(join(folder, path), "utf8"),
				new RegExp(`(?<=${before})\\d+\\.\\d+\\.\\d+(?:-[a-z]+\\.\\d+)?`, "gm"),
			);
}
