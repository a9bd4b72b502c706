import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folders with the Go modules that are built, and the npm package that is installed, each pinned by checksums. */
export const goCliModule = join(import.meta.dirname, "go", "cli");
export const goLanguageHostModule = join(import.meta.dirname, "go", "language-host");
export const goLanguageHostOfGoModule = join(import.meta.dirname, "go", "go-host");
export const goLanguageHostOfYamlModule = join(import.meta.dirname, "go", "yaml-host");
export const npmPackage = join(import.meta.dirname, "npm");

/** What those files pin. They alone say the versions, so that a newer one is a change in one place. */
export const pinned = {
	goCli: read(goCliModule, "go.mod", /^\s*\S+\/pulumi\/pkg\/v3 v(\S+)$/m),
	goLanguageHost: read(goLanguageHostModule, "go.mod", /^require \S+\/pulumi\/sdk\/v3 v(\S+)/m),
	goLanguageHostOfGo: read(goLanguageHostOfGoModule, "go.mod", /^require \S+\/pulumi\/sdk\/v3 v(\S+)/m),
	goLanguageHostOfYaml: read(goLanguageHostOfYamlModule, "go.mod", /^require \S+\/pulumi-yaml v(\S+)/m),
	go: read(goCliModule, "go.mod", /^go (\S+)/m),
	npm: read(npmPackage, "package.json", /"pulumi": "(\S+)"/),
};

/** What makes the program that generates SDKs another one: the CLI's version, and its own sources. */
export const sdkHostVersion = `${pinned.goCli}-${digest(join(goCliModule, "sdk-host"))}`;

function read(folder: string, file: string, pattern: RegExp): string {
	const version = pattern.exec(readFileSync(join(folder, file), "utf8"))?.[1];
	if (!version) throw new Error(`${join(folder, file)} does not say the version that it pins.`);
	return version;
}

function digest(folder: string): string {
	const hash = createHash("sha256");
	for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
	return hash.digest("hex").slice(0, 8);
}
