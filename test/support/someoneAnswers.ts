import {
	AdminUpdateAuthEventFeedbackCommand,
	CognitoIdentityProviderClient,
	type FeedbackValueType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator } from "pulumi-cognito-feedback/emulator";
import { poolId } from "./program.ts";

/** Another administrator answers, as with the console or the AWS CLI. */
export async function someoneAnswers(
	{ endpoint }: Emulator,
	answer: { readonly EventId: string; readonly FeedbackValue: FeedbackValueType; readonly Username?: string },
): Promise<void> {
	const credentials = { accessKeyId: "someone", secretAccessKey: "else" };
	const client = new CognitoIdentityProviderClient({ endpoint, region: "eu-central-1", credentials });
	const request = { UserPoolId: poolId, Username: "alice", ...answer };
	await client.send(new AdminUpdateAuthEventFeedbackCommand(request));
	client.destroy();
}
