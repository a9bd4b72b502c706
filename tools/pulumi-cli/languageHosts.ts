import { basename } from "node:path";
import { isBesideOrOnPath } from "./executables.ts";
import { cliModule, ensureBuilt, type Folders, type GoProgram, own, sdk } from "./fromGo.ts";
import { ensurePulumiCli } from "./index.ts";
import { type PulumiCliOptions, searchOf } from "./search.ts";

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

/** Ensures that the engine finds the language host for programs in a language. */
export function ensureLanguageHost(name: Language, options: PulumiCliOptions = {}): Promise<Folders> {
	return ensureHost([hosts[name]], hosts[name], options);
}

/**
 * Ensures that `pulumi package add` and `pulumi package gen-sdk` work. A CLI that was built from Go modules needs a separate
 * host for this, which runs no programs.
 */
export function ensureSdkHost(options: PulumiCliOptions = {}): Promise<Folders> {
	return ensureHost([hosts.python, hosts.go], sdkHost, options);
}

/**
 * Ensures that `csharp-sdk` exists, which generates the C# SDK of a schema: no Go module contains the language host of .NET.
 */
export function ensureCsharpSdk(options: PulumiCliOptions = {}): Promise<Folders> {
	return ensureBuilt(csharpSdk, options);
}

/** @param usual The programs that make the host unnecessary if they are beside the CLI or on PATH. */
async function ensureHost(usual: GoProgram[], host: GoProgram, options: PulumiCliOptions): Promise<Folders> {
	const { env } = searchOf(options);
	const { pulumi } = await ensurePulumiCli(options);
	const isThere = usual.every((program) => isBesideOrOnPath(basename(program.package), pulumi, env));
	return isThere ? [] : ensureBuilt(host, options);
}
