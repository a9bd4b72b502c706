/**
 * What the release workflow does before it publishes: checks that tag, packages and changelog agree, and names the
 * repository in the packages, which npm compares with the provenance: `node tools/release/main.ts v0.1.0 https://…`.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installPackage.ts";
import { type Manifest, releaseMistakes } from "./mistakes.ts";
import { nameRepository } from "./repository.ts";

const folders = ["provider", "review"];
const [tag = "", page = ""] = process.argv.slice(2);
const manifests = new Map(folders.map((folder) => [folder, read(folder)]));

const mistakes = releaseMistakes(
	tag,
	[...manifests.values()],
	readFileSync(join(root, "CHANGELOG.md"), "utf8"),
);
if (!/^https:\/\/[^/]+\/.+[^/]$/.test(page)) mistakes.push(`"${page}" is no page of a repository.`);
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exit(1);

for (const [folder, manifest] of manifests) {
	writeFileSync(pathOf(folder), `${JSON.stringify(nameRepository(manifest, page, folder), null, "\t")}\n`);
}

function read(folder: string): Manifest {
	return JSON.parse(readFileSync(pathOf(folder), "utf8"));
}

function pathOf(folder: string): string {
	return join(root, folder, "package.json");
}
