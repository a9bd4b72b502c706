import { Key } from "@pulumi/aws/kms";
import { Permission } from "@pulumi/aws/lambda";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "./alarm";
import type { Endpoint } from "./endpoint";
import { expiringTable } from "./expiringTable";
import { grant, Lambda } from "./lambda";

/** Settings for asking users by email. */
export interface MailArgs {
	/** The name of the application, in messages and on the page. */
	appName: pulumi.Input<string>;
	/** The address that messages come from, such as `no-reply@example.com` or `Example <no-reply@example.com>`. */
	from: pulumi.Input<string>;
	/** The ARN of the verified identity in Amazon SES for this address, in the Region of the functions. */
	sesIdentityArn: pulumi.Input<string>;
	/** The page where users change their password, linked after "not me". Default: no link. */
	accountUrl?: pulumi.Input<string>;
	/** The lifetime of a link. Default: 24 hours. */
	linkLifetimeHours?: number;
}

/** Settings for a pool whose users are asked by email. */
export interface MailConfig {
	/** For the pool's `lambdaConfig`, beside your own triggers. From then on, the component sends all email of the pool. */
	readonly lambdaConfig: Pick<input.cognito.UserPoolLambdaConfig, "customEmailSender" | "kmsKeyId">;
	/** For `accountTakeoverRiskConfiguration.notifyConfiguration` of the pool's risk configuration. */
	readonly notifyConfiguration: Pick<
		input.cognito.RiskConfigurationAccountTakeoverRiskConfigurationNotifyConfiguration,
		"from" | "sourceArn"
	>;
	/** The permissions that the role needs to create or update the pool: statements of an IAM policy. */
	readonly keyGrants: pulumi.Output<{ Effect: string; Action: string[]; Resource: string }[]>;
}

/** Metrics of Lambda that count late or lost messages. Cognito does not wait for the sender, so users see no error. */
const failures = {
	Errors: "A message of the user pool was not sent. Lambda tries again twice, within minutes",
	Throttles: "Messages of the user pool are late: too many functions run. Lambda tries again for six hours",
	AsyncEventsDropped: "Messages of the user pool are lost",
};

/** The custom email sender of a pool, and the page of its links. */
export class Mail {
	readonly config: MailConfig;
	readonly #name: string;
	readonly #sender: Lambda;
	readonly #parent: pulumi.CustomResourceOptions;

	constructor(
		name: string,
		args: MailArgs & {
			endpoint: Endpoint;
			logRetentionInDays: number;
			alarmActions?: pulumi.Input<string>[];
		},
		parent: pulumi.CustomResourceOptions,
	) {
		this.#name = name;
		this.#parent = parent;
		const { endpoint, logRetentionInDays, linkLifetimeHours = 24, alarmActions } = args;
		const key = new Key(
			name,
			{ description: "Codes of the user pool, from Cognito to its email sender", enableKeyRotation: true },
			parent,
		);
		const links = expiringTable(`${name}-links`, parent);
		// Amazon SES compares the address without the display name.
		const address = pulumi.output(args.from).apply((from) => /<([^<>]+)>$/.exec(from)?.[1] ?? from);
		this.#sender = new Lambda(
			`${name}-sender`,
			{
				entry: "sendMail",
				environment: {
					APP_NAME: args.appName,
					FROM: args.from,
					KEY_ARN: key.arn,
					ENDPOINT_URL: endpoint.url,
					LINKS_TABLE: links.name,
					LINK_LIFETIME_SECONDS: String(linkLifetimeHours * 3600),
				},
				grants: [
					{ actions: ["kms:Decrypt"], resource: key.arn },
					{ actions: ["dynamodb:PutItem"], resource: links.arn },
					{
						actions: ["ses:SendEmail"],
						resource: args.sesIdentityArn,
						condition: { StringEquals: { "ses:FromAddress": address } },
					},
				],
				logRetentionInDays,
				timeout: 30,
			},
			parent,
		);
		for (const [metricName, alarmDescription] of Object.entries(failures))
			alarm(
				`${name}-sender-${metricName}`,
				{
					alarmDescription,
					namespace: "AWS/Lambda",
					metricName,
					dimensions: { FunctionName: this.#sender.function.name },
					alarmActions,
				},
				parent,
			);

		const answerer = new Lambda(
			`${name}-answerer`,
			{
				entry: "answerLink",
				environment: {
					APP_NAME: args.appName,
					LINKS_TABLE: links.name,
					...(args.accountUrl !== undefined && { ACCOUNT_URL: args.accountUrl }),
				},
				// `UpdateAuthEventFeedback` needs the token of the message, and no permission.
				grants: [
					{
						actions: ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
						resource: links.arn,
					},
				],
				logRetentionInDays,
				timeout: 20,
			},
			parent,
		);
		endpoint.route(`${name}-answerer`, "ANY /{answer}/{id}", answerer);

		this.config = {
			lambdaConfig: {
				customEmailSender: { lambdaArn: this.#sender.function.arn, lambdaVersion: "V1_0" },
				kmsKeyId: key.arn,
			},
			notifyConfiguration: { from: address, sourceArn: args.sesIdentityArn },
			keyGrants: pulumi.output([{ Effect: "Allow", Action: ["kms:CreateGrant"], Resource: key.arn }]),
		};
	}

	/** Allows a pool to call the sender, and the sender to look up its users' addresses. */
	connect(userPoolArn: pulumi.Input<string>): void {
		new Permission(
			`${this.#name}-sender`,
			{
				action: "lambda:InvokeFunction",
				function: this.#sender.function.name,
				principal: "cognito-idp.amazonaws.com",
				sourceArn: userPoolArn,
			},
			this.#parent,
		);
		// The message about a sign-in does not contain the user's address.
		const addresses = { actions: ["cognito-idp:AdminGetUser"], resource: userPoolArn };
		grant(`${this.#name}-sender-pool`, this.#sender.role, [addresses], this.#parent);
	}
}
