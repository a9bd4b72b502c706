import { disposable } from "../../workbench/disposable.ts";
import { buildPool, type PoolDecisions, poolFor } from "../../workbench/pool.ts";
import { type Adapter, dynamicProvider } from "../../workbench/project/adapters.ts";
import { PulumiProject } from "../../workbench/project/project.ts";
import { sdkOf } from "../../workbench/project/sdk.ts";
import { decisionsInState } from "../../workbench/project/state.ts";
import { expectSuccess, finish, mendAttributes } from "./finish.ts";
import { type Strike, strike } from "./strike.ts";
import { WatchedCognito } from "./watchedCognito.ts";
import { decisionsFor, type FaultWork } from "./works.ts";

export interface Kill extends Strike {
	readonly work: FaultWork;
	/** Default: the dynamic provider. */
	readonly adapter?: Adapter;
	/** Whether the decisions already exist, with the other value. */
	readonly isUpdate: boolean;
}

/** The result of one run. */
export interface KillOutcome {
	/** Whether `up` succeeded despite the kill, or failed and was completed by another one. */
	readonly ended: "right" | "finished" | "unfinished";
	readonly lost: number;
	readonly wrong: number;
	readonly sentTwice: number;
	/** The number of feedback requests in flight when it was killed. */
	readonly inFlight: number;
	/** The output of the CLI. */
	readonly output: string;
}

/** Runs an `up`, kills one of its processes, and completes it as Pulumi requires. */
export async function killRun(kill: Kill): Promise<KillOutcome> {
	const { work, isUpdate, adapter = dynamicProvider } = kill;
	const sdk = sdkOf(adapter);
	const cognito = await WatchedCognito.start(buildPool(poolFor(work.count)));
	try {
		const project = await PulumiProject.create({
			adapter,
			config: {
				"cognito-feedback:endpoint": cognito.endpoint,
				// The default would allow more requests in progress.
				"cognito-feedback:requestsPerSecond": "80",
			},
		});
		const dispose = disposable(() => project.dispose());
		try {
			if (isUpdate) {
				project.program(() => work.program(decisionsFor(work, "Invalid"), sdk));
				expectSuccess(await project.up());
			}
			const decisions = decisionsFor(work, "Valid");
			project.program(() => work.program(decisions, sdk));
			return await killedUp(kill, { cognito, project, decisions });
		} finally {
			dispose();
		}
	} finally {
		await cognito.close();
	}
}

interface Stage {
	readonly cognito: WatchedCognito;
	readonly project: PulumiProject;
	readonly decisions: PoolDecisions;
}

async function killedUp(kill: Kill, stage: Stage): Promise<KillOutcome> {
	const { cognito, project, decisions } = stage;
	const killed = await strike(kill, project, cognito);
	const isRight = killed.code === 0;
	mendAttributes(project);
	const lostAtFirst = await lostOf(stage);
	const outputs = [killed.output];
	if (!isRight) outputs.push(await finish(project));
	const lostAtLast = await lostOf(stage);
	const [claims, held] = [decisionsInState(await project.state()), cognito.feedback()];
	const declared = Object.entries(decisions);
	const isWhole = declared.every(([eventId, { feedbackValue }]) => claims[eventId] === feedbackValue);
	return {
		ended: !isWhole ? "unfinished" : isRight ? "right" : "finished",
		lost: new Set([...lostAtFirst, ...lostAtLast]).size,
		wrong: declared.filter(([eventId, { feedbackValue }]) => held.get(eventId) !== feedbackValue).length,
		sentTwice: cognito.sentAgain.filter((eventId) => !cognito.inFlight.has(eventId)).length,
		inFlight: cognito.inFlight.size,
		output: outputs.join("\n"),
	};
}

/** Events whose declared feedback is in state and not in Cognito. */
async function lostOf({ cognito, project, decisions }: Stage): Promise<string[]> {
	const held = cognito.feedback();
	const claims = decisionsInState(await project.state());
	return Object.entries(decisions)
		.filter(
			([eventId, { feedbackValue }]) =>
				claims[eventId] === feedbackValue && held.get(eventId) !== feedbackValue,
		)
		.map(([eventId]) => eventId);
}
