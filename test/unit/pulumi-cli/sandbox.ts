import { type ChildProcess, spawn } from "node:child_process";
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as go from "../../../tools/pulumi-cli/fromGo.ts";
import { ensurePulumiCli, type PulumiCli } from "../../../tools/pulumi-cli/index.ts";
import type { PulumiCliOptions } from "../../../tools/pulumi-cli/search.ts";

const program = join(import.meta.dirname, "../../../tools/pulumi-cli/main.ts");

/** A simulated machine in a temporary folder: a PATH with only fake programs, and an empty cache. */
export class Sandbox {
	readonly folder = mkdtempSync(join(tmpdir(), "pulumi-cli-test-"));
	/** The only folder on PATH. */
	readonly bin = join(this.folder, "bin");
	readonly cache = join(this.folder, "cache");
	readonly env: NodeJS.ProcessEnv = { PATH: this.bin, PULUMI_COGNITO_FEEDBACK_CACHE: this.cache };
	/** The reports of the search. */
	readonly reported: string[] = [];
	readonly #started: ChildProcess[] = [];

	remove(): void {
		for (const each of this.#started) each.kill("SIGKILL");
		rmSync(this.folder, { recursive: true, force: true });
	}

	ensure(options: PulumiCliOptions = {}): Promise<PulumiCli> {
		return ensurePulumiCli({ env: this.env, say: (line) => this.reported.push(line), ...options });
	}

	/** The message with which the search fails. */
	async failure(options?: PulumiCliOptions): Promise<string> {
		const found = await this.ensure(options).catch((error: Error) => error);
		if (found instanceof Error) return found.message;
		throw new Error(`It found ${found.pulumi}.`);
	}

	/** Starts `npm run pulumi-cli`, or `npm run language-hosts`, without npm. */
	main(...args: string[]) {
		const child = spawn(process.execPath, [program, ...args], { env: this.env });
		this.#started.push(child);
		const ended = Promise.withResolvers<number | null>();
		const main = { child, output: "", ended: ended.promise };
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (main.output += text));
		child.once("close", ended.resolve);
		return main;
	}

	/** Writes a JavaScript program. It starts with absolute paths, because PATH contains neither node nor the usual tools. */
	program(name: string, javascript: string): void {
		const script = join(this.folder, `${name}.mjs`);
		writeFileSync(script, `import { mkdirSync, writeFileSync } from "node:fs";\n${javascript}`);
		executable(join(this.bin, name), `exec '${process.execPath}' '${script}' "$@"`);
	}

	/** Writes a CLI to a folder, with both of its companions. */
	cli(version: string, folder = this.bin): string {
		for (const name of ["nodejs", "pulumi-nodejs"]) executable(join(folder, `pulumi-language-${name}`), ":");
		executable(join(folder, "pulumi-resource-pulumi-nodejs"), ":");
		return executable(join(folder, "pulumi"), `[ "$1" = version ] && echo v${version}`);
	}

	/**
	 * Writes a `go` that builds programs that print the right version. It is a shell script, which starts faster than Node.js.
	 *
	 * @param building Shell commands that run when it builds.
	 */
	go(building = ":"): void {
		const at = (name: string) => `'${join(this.folder, name)}'`;
		for (const name of [
			"nodejs/dist/pulumi-resource-pulumi-nodejs",
			"python/cmd/pulumi-language-python-exec",
		])
			chmodSync(executable(join(this.folder, "sdk", name), ":"), 0o555);
		executable(
			join(this.bin, "go"),
			`echo "$*" >> ${at("go.log")}
			/usr/bin/env > ${at("go.env")}
			case " $* " in *" -m "*) echo ${at("sdk")};; esac
			[ "$1" = build ] || exit 0
			${building}
			while [ "$1" != -o ]; do shift; done
			printf '#!/bin/sh\\necho v${go.version}' > "$2"
			/bin/chmod 755 "$2"`,
		);
	}

	/** The arguments of `go` in each run. */
	goRuns(): string[] {
		return readFileSync(join(this.folder, "go.log"), "utf8").trim().split("\n");
	}

	/** Writes an `npm` that installs a package `pulumi` with this JavaScript as its launcher. */
	npm(launcher: string): void {
		const write = `writeFileSync("node_modules/pulumi/run.js", ${JSON.stringify(launcher)});`;
		this.program("npm", `mkdirSync("node_modules/pulumi", { recursive: true }); ${write}`);
	}

	/** The names in the cache folder. */
	inCache(): string[] {
		return existsSync(this.cache) ? readdirSync(this.cache).sort() : [];
	}
}

/** Writes a shell script, and returns its path. */
export function executable(file: string, line: string): string {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
	return file;
}

/** Shell commands that wait for a file to appear. */
export function awaiting(file: string): string {
	return `while [ ! -e '${file}' ]; do /bin/sleep 0.05; done`;
}

/** Waits for a condition, for a time that is long enough for a slow machine. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	for (const deadline = Date.now() + 30_000; !isSo(); await wait(20))
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
}
