import { KmsKeyringNode } from "@aws-crypto/client-node";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { addressOf } from "../cognito.ts";
import { codeDecryptor } from "../decryptCode.ts";
import { setting } from "../environment.ts";
import { Links } from "../links.ts";
import type { Mail } from "../mails.ts";
import { mailSender } from "../sendMail.ts";

const cognito = new CognitoIdentityProviderClient({});
const ses = new SESv2Client({});

export const handler = mailSender({
	appName: setting("APP_NAME"),
	url: setting("ENDPOINT_URL"),
	linkLifetimeSeconds: Number(setting("LINK_LIFETIME_SECONDS")),
	links: new Links(DynamoDBDocumentClient.from(new DynamoDBClient({})), setting("LINKS_TABLE")),
	decrypt: codeDecryptor(new KmsKeyringNode({ keyIds: [setting("KEY_ARN")] })),
	addressOf: (userPoolId, username) => addressOf(cognito, userPoolId, username),
	deliver,
});

async function deliver(to: string, { subject, text, html }: Mail): Promise<void> {
	const Body = { Text: { Data: text }, Html: { Data: html } };
	await ses.send(
		new SendEmailCommand({
			FromEmailAddress: setting("FROM"),
			Destination: { ToAddresses: [to] },
			Content: { Simple: { Subject: { Data: subject }, Body } },
		}),
	);
}
