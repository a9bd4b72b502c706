import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { onPath } from "../../tools/pulumi-cli/executables.ts";
import type { Folders } from "../../tools/pulumi-cli/fromGo.ts";
import { ensureLanguageHost, ensureSdkHost } from "../../tools/pulumi-cli/languageHosts.ts";
import { isWhyNot, type WhyNot } from "../../tools/pulumi-cli/search.ts";
import type { Run } from "../../workbench/project/cli.ts";
import { PulumiProject } from "../../workbench/project/project.ts";
import { readmeCommands } from "./example.ts";
import { repository } from "./script.ts";

interface Language {
	/** The tool that runs its programs. */
	readonly tool: string;
	/** Downloads what the example needs, unless it is present: fails without a registry. */
	readonly fetch: string;
	/** The file of the program, and the suffix of such files. */
	readonly program: string;
	readonly suffix: string;
	readonly env?: Readonly<Record<string, string>>;
}

const languages = {
	python: {
		tool: "python3",
		fetch: "python3 -m pip download --quiet --retries 1 --no-deps --dest tmp -r requirements.txt",
		program: "__main__.py",
		suffix: "py",
		// Most packages that pip would compile are never imported.
		env: { PIP_NO_COMPILE: "1", PIP_DISABLE_PIP_VERSION_CHECK: "1" },
	},
	go: {
		tool: "go",
		fetch: "go mod download",
		program: "main.go",
		suffix: "go",
		// With the flags of `tools/pulumi-cli`, so that compiled modules are reused.
		env: { GOFLAGS: "-trimpath -buildvcs=false -ldflags=-s", CGO_ENABLED: "0" },
	},
} as const satisfies Record<string, Language>;

export type LanguageName = keyof typeof languages;

/** A copy of an example in another language, with the local Cognito that its endpoint names. */
export class LanguageExample {
	readonly project: PulumiProject;
	readonly emulator: Emulator;
	readonly name: LanguageName;
	readonly #sdkFolders: readonly string[];

	constructor(name: LanguageName, project: PulumiProject, emulator: Emulator, sdkFolders: readonly string[]) {
		this.name = name;
		this.project = project;
		this.emulator = emulator;
		this.#sdkFolders = sdkFolders;
	}

	/** Runs a command that must succeed. */
	async run(command: string): Promise<Run> {
		// The SDK generator runs no programs, and a language host built from Go modules does not support virtual environments.
		const folders = command.startsWith("pulumi package") ? this.#sdkFolders : ["$PWD/venv/bin"];
		const path = [...folders, "$PATH"].join(delimiter);
		const run = await this.project.shell(`export PATH="${path}"; ${command}`);
		expect(run.code, `${command}\n${run.output}`).to.equal(0);
		return run;
	}

	/** Runs the commands of the README's code block that contains a text, and returns the output of the last one. */
	async readme(holding: string): Promise<string> {
		let last = "";
		const commands = readmeCommands(this.name, holding).filter((each) => !each.startsWith("npm install"));
		for (const command of commands) last = (await this.run(command)).output;
		return last;
	}

	async dispose(): Promise<void> {
		this.project.dispose();
		await this.emulator.close();
	}

	/** The suffix of its programs' file names. */
	get suffix(): string {
		return languages[this.name].suffix;
	}

	program(source: string): void {
		writeFileSync(join(this.project.folder, languages[this.name].program), source);
	}

	/** The outputs of the stack. */
	async outputs(): Promise<unknown> {
		// Warnings of the CLI are not part of the JSON.
		return JSON.parse((await this.run("pulumi stack output --json 2>/dev/null")).output);
	}
}

/** The example of a language, or the reason why it is not available. */
export async function beginLanguageExample(name: LanguageName): Promise<LanguageExample | WhyNot> {
	const { tool, fetch, env }: Language = languages[name];
	if (!onPath(tool, process.env)) return { why: `there is no ${tool} on PATH` };
	const options = { say: (line: string) => console.error(line) };
	const hosts: Folders = await ensureLanguageHost(name, options);
	if (isWhyNot(hosts)) return hosts;
	const sdkHosts = await ensureSdkHost(options);
	if (isWhyNot(sdkHosts)) return sdkHosts;
	const emulator = await startEmulator();
	const commands = join(repository, "node_modules", ".bin");
	const project = await PulumiProject.create({
		example: name,
		env: {
			...env,
			AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint,
			PATH: [...hosts, commands, process.env.PATH].join(delimiter),
		},
	});
	const example = new LanguageExample(name, project, emulator, sdkHosts);
	const { code, output } = await project.shell(fetch);
	if (code === 0) return example;
	await example.dispose();
	return { why: `its packages cannot be fetched: ${output.trim().split("\n").at(-1)}` };
}
