import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { decide, type PoolSize, userPoolId } from "../workbench/pool.ts";

const run = promisify(execFile);

/** The version of the AWS CLI on PATH; `undefined` if it is not installed. */
export async function awsCliVersion(): Promise<string | undefined> {
	try {
		const { stdout } = await run("aws", ["--version"]);
		return stdout.split(" ")[0];
	} catch {
		return undefined;
	}
}

/** Submits decisions with the AWS CLI, four at a time, like a script. Returns the seconds. */
export async function awsCli(endpoint: string, pool: PoolSize, decisions: number): Promise<number> {
	const requests = Object.entries(decide(pool, decisions, "Valid"));
	const begun = performance.now();
	let next = 0;
	const submitRest = async () => {
		for (let request = requests[next++]; request; request = requests[next++]) {
			const [eventId, { username, feedbackValue }] = request;
			const fields = [
				["user-pool-id", userPoolId],
				["username", username],
				["event-id", eventId],
				["feedback-value", feedbackValue],
				["endpoint-url", endpoint],
				["region", "eu-central-1"],
			];
			await run(
				"aws",
				[
					"cognito-idp",
					"admin-update-auth-event-feedback",
					...fields.flatMap(([name = "", value = ""]) => [`--${name}`, value]),
				],
				{ env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" } },
			);
		}
	};
	await Promise.all(Array.from({ length: 4 }, submitRest));
	return (performance.now() - begun) / 1_000;
}
