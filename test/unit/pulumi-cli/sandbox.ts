import type { ChildProcess } from "node:child_process";
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
import { ensurePulumiCli, type PulumiCli, type PulumiCliOptions } from "../../../tools/pulumi-cli/index.ts";
import { pinned } from "../../../tools/pulumi-cli/pins.ts";
import { rejectionOf } from "../../support/buildRejection.ts";

/** A machine of its own, in a temporary folder: a PATH with made-up programs only, and an empty cache. */
export class Sandbox {
	readonly folder = mkdtempSync(join(tmpdir(), "pulumi-cli-test-"));
	/** The only folder on PATH. */
	readonly bin = join(this.folder, "bin");
	readonly cache = join(this.folder, "cache");
	readonly env: NodeJS.ProcessEnv = {
		PATH: this.bin,
		HOME: this.folder,
		PULUMI_COGNITO_FEEDBACK_CACHE: this.cache,
	};
	/** Programs that run in it. */
	readonly started: ChildProcess[] = [];
	/** What the search said. */
	readonly said: string[] = [];

	constructor() {
		mkdirSync(this.bin);
	}

	/** Ends what a failed test left running, too: mocha would wait for it. */
	remove(): void {
		for (const program of this.started) program.kill();
		rmSync(this.folder, { recursive: true, force: true });
	}

	ensure(options: PulumiCliOptions = {}): Promise<PulumiCli> {
		return ensurePulumiCli({ env: this.env, say: (line) => this.said.push(line), ...options });
	}

	/** The message that the search fails with. */
	async refusal(options: PulumiCliOptions = {}): Promise<string> {
		return (await rejectionOf(this.ensure(options))).message;
	}

	/** A program in JavaScript. It starts by absolute paths, since PATH holds neither node nor the usual tools. */
	program(name: string, javascript: string): void {
		const script = join(this.folder, `${name}.mjs`);
		writeFileSync(script, javascript);
		executable(join(this.bin, name), `exec '${process.execPath}' '${script}' "$@"`);
	}

	/** A CLI in a folder, with both of its companions. */
	cli(version: string, folder = this.bin): string {
		executable(join(folder, "pulumi-language-nodejs"), "exit 0");
		executable(join(folder, "pulumi-resource-pulumi-nodejs"), "exit 0");
		return executable(join(folder, "pulumi"), saying(version));
	}

	/** A `go` that builds CLIs that say the right version. `building` is JavaScript that runs when it builds. */
	go(building = ""): void {
		for (const name of [
			"nodejs/dist/pulumi-resource-pulumi-nodejs",
			"python/cmd/pulumi-language-python-exec",
		]) {
			const script = executable(join(this.folder, "sdk", name), "exit 0");
			chmodSync(script, 0o555);
		}
		executable(join(this.bin, "go"), this.#goScript(building));
	}

	/** A shell script, since Node.js takes twenty times as long to start, and `go` is run several times for a build. */
	#goScript(building: string): string {
		const at = (name: string) => `'${join(this.folder, name)}'`;
		const script = join(this.folder, "building.mjs");
		const imports =
			'import { existsSync, writeFileSync } from "node:fs";\nconst args = process.argv.slice(2);\n';
		if (building !== "") writeFileSync(script, imports + building);
		return `
			echo "$*" >> ${at("go.log")}
			/usr/bin/env > ${at("go-env")}
			case " $* " in *" -m "*) echo ${at("sdk")};; esac
			if [ "$1" = env ]; then echo ${at("go-cache")}; echo ${at("go-cache")}; fi
			if [ "$1" = build ]; then
				${building === "" ? "" : `'${process.execPath}' '${script}' "$@" || exit $?`}
				while [ "$1" != -o ]; do shift; done
				[ -e "$2" ] || printf '#!/bin/sh\\n%s\\n' '${saying(pinned.goCli)}' > "$2"
				/bin/chmod 755 "$2"
			fi
			exit 0`;
	}

	/** The environment that `go` was run in last. */
	goEnv(): Record<string, string> {
		const lines = readFileSync(join(this.folder, "go-env"), "utf8").trim().split("\n");
		return Object.fromEntries(lines.map((line) => [line.replace(/=.*/, ""), line.replace(/^[^=]*=/, "")]));
	}

	/** How often `go` was run, with which arguments. */
	goRuns(): string[] {
		const log = join(this.folder, "go.log");
		return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
	}

	/** An `npm` that installs a package `pulumi` whose launcher is the JavaScript given. */
	npm(launcher: string): void {
		this.program(
			"npm",
			`import { mkdirSync, writeFileSync } from "node:fs";
			mkdirSync("node_modules/pulumi", { recursive: true });
			writeFileSync("node_modules/pulumi/run.js", ${JSON.stringify(launcher)});`,
		);
	}

	/** The names in the cache folder. */
	inCache(): string[] {
		return existsSync(this.cache) ? readdirSync(this.cache).sort() : [];
	}
}

/** Writes a shell script; gives its path. */
export function executable(file: string, line: string): string {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
	return file;
}

function saying(version: string): string {
	return `[ "$1" = version ] && echo v${version}`;
}
