import {
	AdminUpdateAuthEventFeedbackCommand,
	CognitoIdentityProviderClient,
	type FeedbackValueType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator } from "pulumi-cognito-feedback/emulator";
import { poolId } from "./program.ts";

/** Gives feedback as another administrator, for example with the console or the AWS CLI. */
export async function giveFeedback(
	{ endpoint }: Emulator,
	feedback: {
		readonly EventId: string;
		readonly FeedbackValue: FeedbackValueType;
		readonly Username?: string;
		readonly UserPoolId?: string;
	},
): Promise<void> {
	const credentials = { accessKeyId: "someone", secretAccessKey: "else" };
	const client = new CognitoIdentityProviderClient({ endpoint, region: "eu-central-1", credentials });
	const request = { UserPoolId: poolId, Username: "alice", ...feedback };
	await client.send(new AdminUpdateAuthEventFeedbackCommand(request));
	client.destroy();
}
