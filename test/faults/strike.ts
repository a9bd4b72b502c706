import type { Run, RunningCli } from "../../workbench/project/cli.ts";
import type { PulumiProject } from "../../workbench/project/project.ts";
import { descendantsOf, endAll, type Process, untilEnded } from "../support/processes.ts";
import { Moment } from "./moment.ts";
import type { WatchedCognito } from "./watchedCognito.ts";

/** The process to kill. */
export type Victim = "the provider" | "the CLI";

export interface Strike {
	readonly victim: Victim;
	/** The number of the feedback request at which it is killed; 0 is before the first. */
	readonly write: number;
}

/** The maximum time for a process to end after its CLI, in milliseconds. */
const patience = 30_000;

/** The maximum number of concurrent feedback requests. */
const concurrency = 16;

/**
 * Runs `up`, kills the victim at the moment, and waits until all processes of the run have ended.
 *
 * @throws Error if the provider continues without its CLI
 */
export async function strike(
	{ victim, write }: Strike,
	project: PulumiProject,
	cognito: WatchedCognito,
): Promise<Run> {
	const moment = new Moment(write);
	cognito.watch(moment);
	const cli = await project.start("up", "--yes", "--skip-preview");
	let processes: readonly Process[] = [];
	try {
		await Promise.race([moment.come, cli.ended.then(failedEarly)]);
		processes = descendantsOf(cli.pid);
		await kill(victim, cli, processes);
		moment.over();
		const ended = await cli.ended;
		const left = await untilEnded(processes.filter(isOfProvider), patience);
		if (left.length > 0) throw new Error(`The provider outlived the CLI by ${patience / 1_000} s.`);
		const sent = cognito.inFlight.size;
		if (sent > concurrency)
			throw new Error(`The provider went on after the kill: ${sent} were on their way.`);
		return ended;
	} finally {
		moment.over();
		// After a failure, the run may still be in progress. A CLI whose provider has ended also ends.
		await endAll([...processes, ...descendantsOf(cli.pid)]);
		await cli.ended;
		cognito.watch(undefined);
	}
}

async function kill(victim: Victim, cli: RunningCli, processes: readonly Process[]): Promise<void> {
	if (victim === "the CLI") {
		process.kill(cli.pid, "SIGKILL");
		await cli.ended;
	} else {
		await endAll([providerAmong(processes)]);
	}
}

function failedEarly({ output }: Run): never {
	throw new Error(`\`pulumi up\` ended before it could be killed:\n${output}`);
}

function providerAmong(processes: readonly Process[]): Process {
	const provider = processes.find(isOfProvider);
	if (provider) return provider;
	const commands = processes.map(({ command }) => command).join("\n");
	throw new Error(`The CLI has no process for providers. It has:\n${commands}`);
}

function isOfProvider({ command }: Process): boolean {
	return /^\S*node .*(cmd\/dynamic-provider|pulumi-resource-cognito-feedback)/.test(command);
}
