import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
export function moduleFolder(program: GoProgram, making: Making): string {
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

function buildArguments(program: GoProgram, target: string): string[] {
	const { ldflags, package: name } = program;
	return ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", ldflags, "-o", target, name];
}

export async function runGo(go: Go, args: string[], cwd: string, limit: number): Promise<Ended> {
	return run(go.executable, args, { cwd, env: go.env, limit, signal: go.search.signal });
}

/** Keeps all that go wrote in the cache folder, and shows its last lines. */
export async function goFailure(go: Go, doing: string, ended: Ended): Promise<WhyNot> {
	const log = join(go.search.cache, "go-build.log");
	await writeFile(log, ended.output);
	const last = lastLines(ended, 8).map((line) => `\n      ${line}`);
	return { why: `${doing}: ${ended.how}; all that go wrote is in ${log}${last.join("")}` };
}
