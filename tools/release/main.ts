/**
 * Prepares a release before the workflow publishes it: checks that tag, packages and changelog agree, and writes the
 * repository's URL to the packages, which npm compares with the provenance: `node tools/release/main.ts v0.1.0 https://…`. It
 * runs before dependencies are installed.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installPackage.ts";

const [tag = "", page = ""] = process.argv.slice(2);
const folders = ["provider", "review"].map((folder) => join(root, folder));
const [provider, review] = folders.map((folder) =>
	JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
);
const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");

const checks: [agrees: boolean, mistake: string][] = [
	[tag === `v${provider.version}`, `The tag is ${tag}, but ${provider.name} is ${provider.version}.`],
	[tag === `v${review.version}`, `The tag is ${tag}, but ${review.name} is ${review.version}.`],
	[review.dependencies[provider.name] === provider.version, `${review.name} needs another ${provider.name}.`],
	[
		changelog.includes(`\n## [${tag.slice(1)}] - 20`),
		`CHANGELOG.md has no dated section for ${tag.slice(1)}.`,
	],
	[/^https:\/\/[^/]+\/.+[^/]$/.test(page), `"${page}" is not the page of a repository.`],
];
const mistakes = checks.filter(([agrees]) => !agrees);
for (const [, mistake] of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exit(1);

// Links in a package's README lead there, and Pulumi downloads the plugin's archives from there.
const fields = [`homepage=${page}#readme`, `bugs.url=${page}/issues`, `repository.url=git+${page}.git`];
for (const cwd of folders) {
	const directory = `repository.directory=${cwd === folders[0] ? "provider" : "review"}`;
	execFileSync("npm", ["pkg", "set", ...fields, "repository.type=git", directory], { cwd, stdio: "inherit" });
}
