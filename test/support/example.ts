import { expect } from "chai";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-cognito-feedback/emulator";
import type { Run } from "../../tools/pulumi-project/cli.ts";
import { PulumiProject } from "../../tools/pulumi-project/project.ts";
import { readText } from "./manifest.ts";

/** A copy of an example, as a reader has it after `npm install`, with the local Cognito that the endpoint names. */
export interface Example {
	readonly project: PulumiProject;
	readonly emulator: Emulator;
	/** Runs the commands of a block of its README one after another, each of which has to succeed. */
	readme(holding: string): Promise<Record<string, Run>>;
}

/** For a `describe`: an example with Cognito as it is in the beginning. */
export function example(name: string, options: EmulatorOptions = {}): () => Example {
	let made: Example | undefined;
	before(async () => {
		const emulator = await startEmulator(options);
		const env = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint };
		const project = await PulumiProject.create({ example: name, env });
		made = { project, emulator, readme: (holding) => run(project, readmeCommands(name, holding)) };
	});
	after(async () => {
		made?.project.dispose();
		await made?.emulator.close();
	});
	return () => {
		if (!made) throw new Error("The example has not begun");
		return made;
	};
}

/** The commands of the block of an example's README that holds a text, but for the installation, which is done. */
export function readmeCommands(name: string, holding: string): string[] {
	const blocks = [...readText(`examples/${name}/README.md`).matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
	const found = blocks.map(([, text = ""]) => text).find((text) => text.includes(holding));
	if (found === undefined) throw new Error(`The README of ${name} has no block with ${holding}`);
	return found
		.trim()
		.split("\n")
		.filter((command) => !command.startsWith("npm install"));
}

async function run(project: PulumiProject, commands: readonly string[]): Promise<Record<string, Run>> {
	const runs: Record<string, Run> = {};
	for (const command of commands) {
		const done = await project.shell(command);
		expect(done.code, `${command}\n${done.output}`).to.equal(0);
		runs[command] = done;
	}
	return runs;
}
