/** The minimum work: the SDK's client and its requests, a number of them concurrently. Prints the seconds. */
import {
	AdminUpdateAuthEventFeedbackCommand,
	CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { decide, userPoolId } from "../../workbench/pool.ts";
import type { LoopOptions } from "./index.ts";

const { endpoint, pool, decisions, concurrency }: LoopOptions = JSON.parse(process.argv[2] ?? "");
const requests = Object.entries(decide(pool, decisions, "Valid"));
const client = new CognitoIdentityProviderClient({
	endpoint,
	region: "eu-central-1",
	credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

const begun = performance.now();
let next = 0;
async function submitRest(): Promise<void> {
	for (let request = requests[next++]; request; request = requests[next++]) {
		const [EventId, { username: Username, feedbackValue: FeedbackValue }] = request;
		await client.send(
			new AdminUpdateAuthEventFeedbackCommand({ UserPoolId: userPoolId, Username, EventId, FeedbackValue }),
		);
	}
}
await Promise.all(Array.from({ length: concurrency }, submitRest));
process.stdout.write(String((performance.now() - begun) / 1_000));
client.destroy();
