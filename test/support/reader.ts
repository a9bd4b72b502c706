import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import type { RunningCli } from "../../workbench/project/cli.ts";
import { type Program, serveProgram } from "../../workbench/project/inProcess.ts";
import { readManifest } from "./manifest.ts";
import { type StackOptions, story, type TestStack } from "./story.ts";

/** Commands that other tests run, by their beginning, and the file of these tests. */
const elsewhere = {
	"npm ci": ".ci/run",
	"npm test": ".ci/run",
	"npm install": "test/engine/installation.test.ts, test/package",
	"npx cognito-feedback events --user-pool-id eu-central-1_AbCdEf123 --from s3:":
		"test/slow/sources/s3.test.ts",
	"npx cognito-feedback events --user-pool-id eu-central-1_AbCdEf123 --from logs:":
		"test/slow/sources/logs.test.ts",
	"npx cognito-feedback events --user-pool-id eu-central-1_AbCdEf123 --from logs/":
		"test/integration/review/sources.test.ts",
	"npx cognito-feedback decide 6a1c0f3e Invalid --user-pool-id eu-central-1_AbCdEf123 --from":
		"test/integration/review/sources.test.ts",
	"npm start": "test/engine/firstMinute.test.ts",
	"npm run plugin-archive": "test/package/pluginArchive.test.ts",
	"npm run review": "test/engine/reviewStory.test.ts",
	"pulumi package add": "test/slow/languages",
	"pulumi plugin install": "test/package/pluginArchive.test.ts",
} as const;

/** Commands that run until they are interrupted. */
const servers = ["npm run emulator", "npx cognito-feedback emulator", "npx cognito-feedback review"];

const address = /127\.0\.0\.1:\d+/g;
const url = /http:\/\/127\.0\.0\.1:\d+[^\s)]*(?=\s)/;

/** Runs the commands of a document one after another, like a reader who has installed the packages. */
export class Reader {
	readonly #stack: TestStack;
	readonly #program: Program | undefined;
	readonly #servers: RunningCli[] = [];
	/** The variables exported so far. */
	readonly #settings: string[];
	#served: URL | undefined;

	/** @param program Runs in this process instead of the project's program. */
	constructor(stack: TestStack, program?: Program) {
		this.#stack = stack;
		this.#program = program;
		this.#settings = [`export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${stack.emulator.endpoint}`];
	}

	/** The address of the server that was started last, on a free port, whichever port the document names. */
	get served(): URL | undefined {
		return this.#served;
	}

	/** Runs commands that must all succeed; returns the output of each. */
	async run(commands: readonly string[]): Promise<Record<string, string>> {
		const outputs: Record<string, string> = {};
		for (const command of commands.filter((each) => !beginsWith(each, Object.keys(elsewhere)))) {
			const here = asInstalled(command.replace(address, (named) => this.#served?.host ?? named));
			if (command.startsWith("export ")) this.#settings.push(here);
			else if (beginsWith(command, servers)) await this.#start(here);
			else outputs[command] = await this.shell(here);
		}
		return outputs;
	}

	/** Runs a shell command that must succeed; returns its output. */
	async shell(line: string): Promise<string> {
		const served =
			this.#program && /^pulumi (preview|up)\b/.test(line) ? await serveProgram(this.#program) : undefined;
		const command = [line, ...(served?.flags ?? [])].join(" ");
		const { code, output } = await this.#stack.project.shell([...this.#settings, command].join("\n"));
		served?.stop();
		expect(code, `${line}\n${output}`).to.equal(0);
		return output;
	}

	async end(): Promise<void> {
		for (const { pid, ended } of this.#servers) {
			process.kill(pid, "SIGTERM");
			await ended;
		}
	}

	async #start(command: string): Promise<void> {
		const flags = command.includes("review") ? "--no-open" : "--port 0";
		const line = `exec ${command.replace(/ --port \d+/, "")} ${flags}`;
		const server = this.#stack.project.startShell([...this.#settings, line].join("\n"));
		this.#servers.push(server);
		const [printed] = await server.printed(url);
		this.#served = new URL(printed);
	}
}

/** A story with the commands of a reader, by default on the built-in content of the local Cognito. */
export function readerStory(
	title: string,
	options: Partial<StackOptions>,
	tell: (reader: Reader, stack: TestStack) => Promise<void>,
	program?: Program,
): Mocha.Test {
	return story(title, { content: exampleContent(), ...options }, async (stack) => {
		const reader = new Reader(stack, program);
		try {
			await tell(reader, stack);
		} finally {
			await reader.end();
		}
	});
}

function beginsWith(command: string, beginnings: readonly string[]): boolean {
	return beginnings.some((beginning) => command.startsWith(beginning));
}

/** Replaces `npm run` and `npx`: what they would run is already built and on PATH. */
function asInstalled(command: string): string {
	// A CLI built from Go modules cannot generate programs.
	if (command.startsWith("pulumi import")) return `${command} --generate-code=false`;
	// Confirms as the reader would.
	if (command === "pulumi up") return "pulumi up --yes";
	const [, script] = /^npm run ([\w-]+)$/.exec(command) ?? [];
	return script === undefined ? command.replace(/^npx /, "") : (readManifest().scripts?.[script] ?? command);
}
