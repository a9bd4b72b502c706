import { chmod, copyFile, cp, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { lastLines } from "./failure.ts";
import type { Making } from "./making.ts";
import { withPatience } from "./patience.ts";
import { type Ended, run } from "./run.ts";
import type { Search, WhyNot } from "./search.ts";

/** One program that is built from Go modules. */
export interface GoProgram {
	readonly name: string;
	/** The folder with the go.mod and go.sum that pin all that goes into it. */
	readonly files: string;
	/** The Go module that it is in. */
	readonly module: string;
	readonly package: string;
	readonly ldflags: string;
}

/** The go command, and how to run it. */
export interface Go {
	readonly executable: string;
	readonly env: NodeJS.ProcessEnv;
	readonly search: Search;
}

/** Where {@link buildProgram} keeps its copy of a program's module files. */
function moduleFolder(program: GoProgram, making: Making): string {
	return join(making.work, program.name);
}

/** Downloads and builds one program. In a copy of its module files, since go may write to where it works. */
export async function buildProgram(go: Go, program: GoProgram, making: Making): Promise<WhyNot | undefined> {
	const folder = moduleFolder(program, making);
	await cp(program.files, folder, { recursive: true });
	const { goDownload, goBuild } = go.search.limits;
	const target = join(making.bin, program.name);
	// The program's own module alone comes first: without network that fails at once, and with one line.
	const steps = [
		{ what: "Downloading", limit: goDownload, args: ["mod", "download", program.module] },
		{ what: "Downloading", limit: goDownload, args: ["list", "-mod=readonly", "-deps", program.package] },
		{ what: "Building", limit: goBuild, args: buildArguments(program, target) },
	];
	for (const { what, limit, args } of steps) {
		const doing = `${what} ${program.name}`;
		const ended = await withPatience(go.search, doing, () => runGo(go, args, folder, limit));
		if (!ended.ok) return goFailure(go, doing.toLowerCase(), ended);
	}
	return undefined;
}

/** Copies a script of a Go module that a program has been built with. */
export async function copyFromModule(
	go: Go,
	program: GoProgram,
	making: Making,
	module: string,
	path: string,
): Promise<WhyNot | undefined> {
	const args = ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", module];
	const ended = await runGo(go, args, moduleFolder(program, making), go.search.limits.goDownload);
	if (!ended.ok) return goFailure(go, `finding ${basename(path)}`, ended);
	const target = join(making.bin, basename(path));
	await copyFile(join(ended.stdout.trim(), path), target);
	// In Go's module cache it is read-only.
	await chmod(target, 0o755);
	return undefined;
}

function buildArguments(program: GoProgram, target: string): string[] {
	const { ldflags, package: name } = program;
	return ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", ldflags, "-o", target, name];
}

async function runGo(go: Go, args: string[], cwd: string, limit: number): Promise<Ended> {
	return run(go.executable, args, { cwd, env: go.env, limit, signal: go.search.signal });
}

/** Keeps all that go wrote in the cache folder, and shows its last lines. */
async function goFailure(go: Go, doing: string, ended: Ended): Promise<WhyNot> {
	const log = join(go.search.cache, "go-build.log");
	await writeFile(log, ended.output);
	const last = lastLines(ended, 8).map((line) => `\n      ${line}`);
	return { why: `${doing}: ${ended.how}; all that go wrote is in ${log}${last.join("")}` };
}
