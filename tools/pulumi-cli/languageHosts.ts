import { hash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inCache, make } from "./cache.ts";
import { isBesideOrOnPath, isExecutable, onPath } from "./executables.ts";
import { build, cliModule, type GoProgram, pinned, sdk } from "./fromGo.ts";
import { ensurePulumiCli } from "./index.ts";
import { failureMessage, machine, type PulumiCliOptions, searchOf, type WhyNot } from "./search.ts";

const yaml = "github.com/pulumi/pulumi-yaml";
const java = "github.com/pulumi/pulumi-java/pkg";
const python = "python/cmd/pulumi-language-python";

/** The programs that Pulumi needs for languages other than JavaScript. Pulumi's own builds of the CLI include them. */
const hosts = {
	yaml: { package: `${yaml}/cmd/pulumi-language-yaml`, module: yaml, pins: "yaml-host" },
	python: { package: `${sdk}/${python}`, module: sdk, pins: "language-host", script: `${python}-exec` },
	go: { package: `${sdk}/go/pulumi-language-go`, module: sdk, pins: "go-host" },
	java: { package: `${java}/cmd/pulumi-language-java`, module: java, pins: "java-host" },
} as const satisfies Record<string, GoProgram>;

/** The repository's own programs, which have no versions. */
const own = "pulumi-cognito-feedback/";

/** Generates SDKs instead of the language hosts: those that build from Go modules are too old for it. */
const sdkHost: GoProgram = {
	package: `${own}pulumi-cli/sdk-host`,
	module: cliModule,
	pins: "cli",
	aliases: ["pulumi-language-nodejs", "pulumi-language-python", "pulumi-language-go"],
};

const csharpSdk: GoProgram = {
	package: `${own}pulumi-language-java/csharp-sdk`,
	module: cliModule,
	pins: "java-host",
};

export type Language = keyof typeof hosts;
export const languages = Object.keys(hosts) as Language[];

/** Folders to prepend to PATH, empty if the programs are found already; or the reason why they are not available. */
export type Folders = readonly string[] | WhyNot;

/** Ensures that the engine finds the language host for programs in a language. */
export async function ensureLanguageHost(name: Language, options?: PulumiCliOptions): Promise<Folders> {
	return ensureHost([hosts[name]], hosts[name], options);
}

/**
 * Ensures that `pulumi package add` and `pulumi package gen-sdk` work. A CLI that was built from Go modules needs a separate
 * host for this, which runs no programs.
 */
export async function ensureSdkHost(options?: PulumiCliOptions): Promise<Folders> {
	return ensureHost([hosts.python, hosts.go], sdkHost, options);
}

/**
 * Ensures that `csharp-sdk` exists, which generates the C# SDK of a schema: no Go module contains the language host of .NET.
 */
export async function ensureCsharpSdk(options?: PulumiCliOptions): Promise<Folders> {
	return ensureHost([csharpSdk], csharpSdk, options);
}

/** @param usual A program that makes the host unnecessary if it is next to the CLI or on PATH. */
async function ensureHost(
	usual: GoProgram[],
	host: GoProgram,
	options: PulumiCliOptions = {},
): Promise<Folders> {
	const search = searchOf(options);
	const { pulumi } = await ensurePulumiCli(options);
	const isFound = (program: GoProgram) => isBesideOrOnPath(basename(program.package), pulumi, search.env);
	if (usual.every(isFound)) return [];
	const name = basename(host.package);
	const folder = `${name}-${versionOf(host)}-go-${machine}`;
	const bin = join(search.cache, folder, "bin");
	const isBuilt = () => isExecutable(join(bin, name));
	if (isBuilt()) return [bin];
	const go = onPath("go", search.env);
	if (!go)
		return { why: `${name} is neither beside the Pulumi CLI nor on PATH, and there is no go to build it` };
	try {
		await inCache(search, async () => {
			// Another process may have built it meanwhile.
			if (!isBuilt()) await make(folder, search, (bin, work) => build(host, go, search, bin, work));
		});
		return [bin];
	} catch (error) {
		search.signal?.throwIfAborted();
		return { why: failureMessage(error) };
	}
}

function versionOf(host: GoProgram): string {
	const { package: path, module, pins } = host;
	const version = pinned(pins, module);
	if (!path.startsWith(own)) return version;
	const sources = globSync(join(import.meta.dirname, "go", pins, basename(path), "*")).sort();
	return `${version}-${hash("sha256", sources.map((file) => readFileSync(file, "utf8")).join("")).slice(0, 8)}`;
}
