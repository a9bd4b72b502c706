import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { isBesideOrOnPath, isExecutable, onPath } from "./executables.ts";
import { buildProgram, copyFromModule, type Go, type GoProgram } from "./goBuild.ts";
import { goEnvironment } from "./goEnvironment.ts";
import { ensurePulumiCli, type PulumiCliOptions, searchOf } from "./index.ts";
import { withLock } from "./lock.ts";
import { type Making, makeFolder, removeUnfinished } from "./making.ts";
import { elapsed } from "./patience.ts";
import {
	goCliModule,
	goLanguageHostModule,
	goLanguageHostOfGoModule,
	goLanguageHostOfYamlModule,
	pinned,
	sdkHostVersion,
} from "./pins.ts";
import { machine } from "./recipes.ts";
import { isWhyNot, type Search, type WhyNot } from "./search.ts";

/** What Pulumi needs for programs in other languages than JavaScript. Pulumi's own builds of the CLI have it all. */
interface LanguageHost {
	readonly version: string;
	/** What it takes on two cores, roughly. */
	readonly time: string;
	readonly program: GoProgram;
	/** Scripts of the program's module that have to lie beside it. */
	readonly scripts?: readonly string[];
	/** Other names that the program goes by. */
	readonly names?: readonly string[];
}

const sdk = "github.com/pulumi/pulumi/sdk/v3";
const ldflags = "-s -w";

const hosts = {
	yaml: {
		version: pinned.goLanguageHostOfYaml,
		time: "a minute",
		program: {
			name: "pulumi-language-yaml",
			files: goLanguageHostOfYamlModule,
			module: "github.com/pulumi/pulumi-yaml",
			package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
			ldflags,
		},
	},
	python: {
		version: pinned.goLanguageHost,
		time: "half a minute",
		program: {
			name: "pulumi-language-python",
			files: goLanguageHostModule,
			module: sdk,
			package: `${sdk}/python/cmd/pulumi-language-python`,
			ldflags,
		},
		scripts: ["python/cmd/pulumi-language-python-exec"],
	},
	go: {
		version: pinned.goLanguageHostOfGo,
		time: "half a minute",
		program: {
			name: "pulumi-language-go",
			files: goLanguageHostOfGoModule,
			module: sdk,
			package: `${sdk}/go/pulumi-language-go`,
			ldflags,
		},
	},
} as const satisfies Record<string, LanguageHost>;

/**
 * Generates SDKs and puts them into projects in place of the language hosts, which, as they build from Go modules, are
 * too old for that.
 */
const sdkHost: LanguageHost = {
	version: sdkHostVersion,
	time: "half a minute",
	program: {
		name: "sdk-host",
		files: goCliModule,
		module: "github.com/pulumi/pulumi/pkg/v3",
		package: "pulumi-cognito-feedback/pulumi-cli/sdk-host",
		ldflags,
	},
	names: ["pulumi-language-nodejs", "pulumi-language-python", "pulumi-language-go"],
};

export type Language = keyof typeof hosts;
export const languages = Object.keys(hosts) as Language[];

/** Folders to be put first on PATH; none where what is needed is there. Or why it cannot be had. */
export type Folders = readonly string[] | WhyNot;

/** Has the engine find the language host for programs in a language: there already, or built once and kept. */
export async function ensureLanguageHost(
	language: Language,
	options: PulumiCliOptions = {},
): Promise<Folders> {
	const search = searchOf(options);
	const { pulumi } = await ensurePulumiCli(options);
	const host: LanguageHost = hosts[language];
	if (isBesideOrOnPath(host.program.name, pulumi, search.env)) return [];
	return inCache(host, search);
}

/**
 * Has `pulumi package add` and `pulumi package gen-sdk` work. With a CLI that was built from Go modules it takes a language
 * host of its own, which runs no programs.
 */
export async function ensureSdkHost(options: PulumiCliOptions = {}): Promise<Folders> {
	const search = searchOf(options);
	const { pulumi } = await ensurePulumiCli(options);
	const isWhole = languages.every((each) => isBesideOrOnPath(hosts[each].program.name, pulumi, search.env));
	return isWhole ? [] : inCache(sdkHost, search);
}

async function inCache(host: LanguageHost, search: Search): Promise<Folders> {
	const { name } = host.program;
	const folder = join(search.cache, `${name}-${host.version}-go-${machine}`);
	const bin = join(folder, "bin");
	const isThere = () => isExecutable(join(bin, name));
	if (isThere()) return [bin];
	const executable = onPath("go", search.env);
	if (!executable)
		return { why: `${name} is neither beside the Pulumi CLI nor on PATH, and there is no go to build it` };
	await mkdir(search.cache, { recursive: true });
	return withLock(search, async () => {
		// Another process may have made it meanwhile.
		if (isThere()) return [bin];
		await removeUnfinished(search.cache);
		search.say(
			`Building ${name} ${host.version} from Go modules into ${search.cache}: about ${host.time}. Needed once.`,
		);
		const start = Date.now();
		const failed = await makeFolder(folder, search, async (making) => {
			const go = { executable, env: await goEnvironment(executable, making.work, search), search };
			return build(go, host, making);
		});
		search.say(`${isWhyNot(failed ?? {}) ? "The build failed" : "Built"} after ${elapsed(start)}.`);
		return failed ?? [bin];
	});
}

async function build(
	go: Go,
	{ program, scripts = [], names = [] }: LanguageHost,
	making: Making,
): Promise<WhyNot | undefined> {
	const failed = await buildProgram(go, program, making);
	if (failed) return failed;
	for (const script of scripts) {
		const missing = await copyFromModule(go, program, making, program.module, script);
		if (missing) return missing;
	}
	for (const name of names) await symlink(program.name, join(making.bin, name));
	return undefined;
}
