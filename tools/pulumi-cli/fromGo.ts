import { hash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { inCache, make } from "./cache.ts";
import { isExecutable, onPath } from "./executables.ts";
import {
	failureMessage,
	machine,
	type PulumiCliOptions,
	type Search,
	searchOf,
	type WhyNot,
} from "./search.ts";

/** A program to build from Go modules. */
export interface GoProgram {
	/** The Go package; its last part is the program's name. */
	readonly package: string;
	/** The module that must be available before anything else is downloaded. */
	readonly module: string;
	/** The folder of `go/` whose go.mod and go.sum pin all its modules. */
	readonly pins: string;
	readonly ldflags?: string;
	/** A script of Pulumi's SDK to install next to it. */
	readonly script?: string;
	/** Other names of the program. */
	readonly aliases?: readonly string[];
}

export const sdk = "github.com/pulumi/pulumi/sdk/v3";
export const cliModule = "github.com/pulumi/pulumi/pkg/v3";

/** The prefix of the repository's own programs, which have no versions. */
export const own = "pulumi-cognito-feedback/";

/** Folders to prepend to PATH, empty if the programs are found already; or the reason why they are not available. */
export type Folders = readonly string[] | WhyNot;

/** The version of a module, or of Go itself, that a go.mod pins. */
export function pinned(pins: string, module: string): string {
	const text = readFileSync(join(import.meta.dirname, "go", pins, "go.mod"), "utf8");
	const version = new RegExp(`^(?:require)?\\s*${module} v?(\\S+)(?: // indirect)?$`, "m").exec(text)?.[1];
	if (!version) throw new Error(`go/${pins}/go.mod pins no version of ${module}`);
	return version;
}

export const tool = "go";
export const version = pinned("cli", cliModule);
export const folder = `pulumi-${version}-go-with-nodejs-${pinned("language-host", sdk)}-${machine}`;

const programs: readonly GoProgram[] = [
	{
		package: `${cliModule}/cmd/pulumi`,
		module: cliModule,
		pins: "cli",
		ldflags: `-s -w -X ${sdk}/go/common/version.Version=v${version}`,
		// Starts dynamic providers. `@pulumi/pulumi` has the same script; go.sum has a checksum of this one.
		script: "nodejs/dist/pulumi-resource-pulumi-nodejs",
	},
	{ package: `${sdk}/nodejs/cmd/pulumi-language-nodejs`, module: sdk, pins: "language-host" },
];

/** Builds the CLI and its companions into `bin`, for a machine that reaches only package registries. */
export async function fill(go: string, search: Search, bin: string, work: string): Promise<void> {
	search.say(`Building the Pulumi CLI ${version} takes about 7 minutes on 2 cores. It is needed once.`);
	for (const program of programs) await build(program, go, search, bin, work);
}

/** Builds a program, unless it is in the cache. */
export async function ensureBuilt(program: GoProgram, options: PulumiCliOptions): Promise<Folders> {
	const search = searchOf(options);
	const name = basename(program.package);
	const folder = `${name}-${versionOf(program)}-go-${machine}`;
	const bin = join(search.cache, folder, "bin");
	const isBuilt = () => isExecutable(join(bin, name));
	if (isBuilt()) return [bin];
	const go = onPath("go", search.env);
	if (!go) {
		const needed = `install Go ${pinned(program.pins, "go")} or newer`;
		return { why: `${needed}: ${name} is not available, and no go on PATH could build it` };
	}
	try {
		await inCache(search, async () => {
			// Another process may have built it meanwhile.
			if (!isBuilt()) await make(folder, search, (bin, work) => build(program, go, search, bin, work));
		});
		return [bin];
	} catch (error) {
		search.signal?.throwIfAborted();
		return { why: failureMessage(error) };
	}
}

function versionOf({ package: path, module, pins }: GoProgram): string {
	const version = pinned(pins, module);
	if (!path.startsWith(own)) return version;
	const sources = globSync(join(import.meta.dirname, "go", pins, basename(path), "*")).sort();
	return `${version}-${hash("sha256", sources.map((file) => readFileSync(file, "utf8")).join("")).slice(0, 8)}`;
}

async function build(program: GoProgram, go: string, search: Search, bin: string, work: string) {
	const { package: path, module, pins, ldflags = "-s -w", script, aliases = [] } = program;
	const name = basename(path);
	// A copy, because Go may write to it.
	const cwd = join(work, name);
	await cp(join(import.meta.dirname, "go", pins), cwd, { recursive: true });
	await mkdir(join(cwd, "tmp"));
	// The user's settings must not change the result, except for proxies and caches.
	const target = { GOOS: undefined, GOARCH: undefined, CGO_ENABLED: "0" };
	const env = { ...target, GOWORK: "off", GOFLAGS: "-mod=readonly", GOTMPDIR: join(cwd, "tmp") };
	const run = search.run({ cwd, env, timeout: search.limits.go });
	search.say(`Building ${name} from Go modules.`);
	// Downloads the program's own module first: without a network, this fails at once and with one line.
	await run(go, ["mod", "download", module]);
	const flags = ["-trimpath", "-buildvcs=false", "-ldflags", ldflags, "-o", join(bin, name)];
	await run(go, ["build", ...flags, path]);
	for (const alias of aliases) await symlink(name, join(bin, alias));
	if (!script) return;
	const { stdout } = await run(go, ["list", "-m", "-f", "{{.Dir}}", sdk]);
	await copyFile(join(stdout, script), join(bin, basename(script)));
	// Files in Go's module cache are read-only.
	await chmod(join(bin, basename(script)), 0o755);
}
