import * as apigateway from "@pulumi/aws/apigatewayv2";
import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Table } from "@pulumi/aws/dynamodb";
import { Key } from "@pulumi/aws/kms";
import { Permission } from "@pulumi/aws/lambda";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { grant, Lambda } from "./lambda";

export interface AskTheUserArgs {
	/** The name of the application, in messages and on the page. */
	appName: pulumi.Input<string>;
	/** The address that messages come from, such as `no-reply@example.com`. */
	from: pulumi.Input<string>;
	/** The ARN of the verified identity in Amazon SES that the address belongs to. */
	sesIdentityArn: pulumi.Input<string>;
	/** Where users change their password; the page links to it after "not me". Default: no link. */
	accountUrl?: pulumi.Input<string>;
	/** How long a link works. Default: 24 hours. */
	linkLifetimeHours?: number;
	/** Origins whose pages may post statements, such as `https://app.example.com`. Default: none; servers and apps need none. */
	appOrigins?: string[];
	/** How long logs are kept. Default: 30 days. */
	logRetentionInDays?: number;
	/** What to notify when messages are not sent, such as the ARN of an SNS topic. Default: nothing. */
	alarmActions?: pulumi.Input<string>[];
}

/** The pool whose users are asked. */
export interface AskedPool {
	/** The ID of the user pool. */
	userPoolId: pulumi.Input<string>;
	/** Its ARN. */
	userPoolArn: pulumi.Input<string>;
	/** The app clients whose users may make statements. */
	clientIds: pulumi.Input<string>[];
}

/** Requests a second, and at once, that each route takes. What is above costs nothing and gets a 429. */
const throttling = { throttlingRateLimit: 10, throttlingBurstLimit: 20 };

/**
 * Asks users whether a suspicious sign-in was theirs: by email, whose links lead to a page that passes the answer on to Cognito; and
 * by the application itself, which posts statements of its users.
 *
 * It creates no user pool and changes none. Put `lambdaConfig` into your pool, `notifyConfiguration` into its risk
 * configuration, and then {@link connect} the pool.
 */
export class AskTheUser extends pulumi.ComponentResource {
	/** For the pool's `lambdaConfig`, beside triggers of your own. From then on all email of the pool goes through the component. */
	readonly lambdaConfig: pulumi.Output<input.cognito.UserPoolLambdaConfig>;
	/** For `accountTakeoverRiskConfiguration.notifyConfiguration` of the pool's risk configuration. */
	readonly notifyConfiguration: pulumi.Output<
		Pick<
			input.cognito.RiskConfigurationAccountTakeoverRiskConfigurationNotifyConfiguration,
			"from" | "sourceArn"
		>
	>;
	/** What the role needs that creates or updates the pool: statements of an IAM policy. */
	readonly keyGrants: pulumi.Output<{ Effect: string; Action: string[]; Resource: string }[]>;
	/** The address of the endpoint; statements go to `/statements` there. */
	readonly url: pulumi.Output<string>;
	/** The name of the table with the statements, for the export. */
	readonly statementsTable: pulumi.Output<string>;

	readonly #name: string;
	readonly #retention: number;
	readonly #sender: Lambda;
	readonly #api: apigateway.Api;
	readonly #statements: Table;

	constructor(name: string, args: AskTheUserArgs, opts?: pulumi.ComponentResourceOptions) {
		super("ask-the-user:index:AskTheUser", name, {}, opts);
		const { logRetentionInDays = 30, linkLifetimeHours = 24, appOrigins, alarmActions } = args;
		this.#name = name;
		this.#retention = logRetentionInDays;
		const parent = { parent: this };

		const key = new Key(
			name,
			{ description: "Codes of the user pool, from Cognito to its email sender", enableKeyRotation: true },
			parent,
		);
		const links = expiringTable(`${name}-links`, parent);
		this.#statements = new Table(
			`${name}-statements`,
			{
				billingMode: "PAY_PER_REQUEST",
				hashKey: "eventId",
				rangeKey: "session",
				attributes: [
					{ name: "eventId", type: "S" },
					{ name: "session", type: "S" },
				],
				serverSideEncryption: { enabled: true },
				pointInTimeRecovery: { enabled: true },
			},
			parent,
		);
		this.#api = new apigateway.Api(
			name,
			{
				protocolType: "HTTP",
				...(appOrigins && {
					corsConfiguration: {
						allowOrigins: appOrigins,
						allowMethods: ["POST"],
						allowHeaders: ["authorization", "content-type"],
					},
				}),
			},
			parent,
		);
		const accessLog = new LogGroup(`${name}-access`, { retentionInDays: logRetentionInDays }, parent);
		new apigateway.Stage(
			name,
			{
				apiId: this.#api.id,
				name: "$default",
				autoDeploy: true,
				defaultRouteSettings: throttling,
				// The route and not the path: an access log must not learn the ID of a link.
				accessLogSettings: {
					destinationArn: accessLog.arn,
					format: JSON.stringify({
						requestId: "$context.requestId",
						time: "$context.requestTime",
						route: "$context.routeKey",
						status: "$context.status",
						latency: "$context.responseLatency",
						error: "$context.error.message",
					}),
				},
			},
			parent,
		);

		this.#sender = new Lambda(
			`${name}-sender`,
			{
				entry: "sendMail",
				environment: {
					APP_NAME: args.appName,
					FROM: args.from,
					KEY_ARN: key.arn,
					ENDPOINT_URL: this.#api.apiEndpoint,
					LINKS_TABLE: links.name,
					LINK_LIFETIME_SECONDS: String(linkLifetimeHours * 3600),
				},
				grants: [
					{ actions: ["kms:Decrypt"], resource: key.arn },
					{ actions: ["dynamodb:PutItem"], resource: links.arn },
					{
						actions: ["ses:SendEmail"],
						resource: args.sesIdentityArn,
						condition: { StringEquals: { "ses:FromAddress": args.from } },
					},
				],
				logRetentionInDays,
				timeout: 30,
			},
			parent,
		);
		// A user who waits for a code waits for this function.
		new MetricAlarm(
			`${name}-not-sent`,
			{
				alarmDescription: "Messages of the user pool were not sent",
				namespace: "AWS/Lambda",
				metricName: "Errors",
				dimensions: { FunctionName: this.#sender.function.name },
				statistic: "Sum",
				period: 300,
				evaluationPeriods: 1,
				comparisonOperator: "GreaterThanThreshold",
				threshold: 0,
				treatMissingData: "notBreaching",
				...(alarmActions && { alarmActions }),
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
				// `UpdateAuthEventFeedback` takes the token of the message, and no permission.
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
		this.#route(`${name}-answerer`, "ANY /{answer}/{id}", answerer);

		this.lambdaConfig = pulumi.output({
			customEmailSender: { lambdaArn: this.#sender.function.arn, lambdaVersion: "V1_0" },
			kmsKeyId: key.arn,
		});
		this.notifyConfiguration = pulumi.output({ from: args.from, sourceArn: args.sesIdentityArn });
		this.keyGrants = pulumi.output([{ Effect: "Allow", Action: ["kms:CreateGrant"], Resource: key.arn }]);
		this.url = this.#api.apiEndpoint;
		this.statementsTable = this.#statements.name;
		this.registerOutputs();
	}

	/** Lets a pool call the email sender, and its users make statements. */
	connect({ userPoolId, userPoolArn, clientIds }: AskedPool): void {
		const name = this.#name;
		const parent = { parent: this };
		new Permission(
			`${name}-sender`,
			{
				action: "lambda:InvokeFunction",
				function: this.#sender.function.name,
				principal: "cognito-idp.amazonaws.com",
				sourceArn: userPoolArn,
			},
			parent,
		);
		// The message about a sign-in comes without the user's address.
		const addresses = { actions: ["cognito-idp:AdminGetUser"], resource: userPoolArn };
		grant(`${name}-sender-pool`, this.#sender.role, [addresses], parent);

		const quota = expiringTable(`${name}-quota`, parent);
		const taker = new Lambda(
			`${name}-statements`,
			{
				entry: "takeStatement",
				environment: {
					USER_POOL_ID: userPoolId,
					CLIENT_IDS: pulumi.all(clientIds).apply((ids) => ids.join(",")),
					STATEMENTS_TABLE: this.#statements.name,
					STATEMENTS_PER_HOUR: "20",
					QUOTA_TABLE: quota.name,
				},
				grants: [
					{ actions: ["cognito-idp:AdminListUserAuthEvents"], resource: userPoolArn },
					{ actions: ["dynamodb:PutItem"], resource: this.#statements.arn },
					{ actions: ["dynamodb:UpdateItem"], resource: quota.arn },
				],
				logRetentionInDays: this.#retention,
				timeout: 20,
			},
			parent,
		);
		this.#route(`${name}-statements`, "POST /statements", taker);
	}

	/** Serves a route with a function. */
	#route(name: string, routeKey: string, lambda: Lambda): void {
		const parent = { parent: this };
		const integration = new apigateway.Integration(
			name,
			{
				apiId: this.#api.id,
				integrationType: "AWS_PROXY",
				integrationUri: lambda.function.arn,
				payloadFormatVersion: "2.0",
			},
			parent,
		);
		new apigateway.Route(
			name,
			{ apiId: this.#api.id, routeKey, target: pulumi.interpolate`integrations/${integration.id}` },
			parent,
		);
		new Permission(
			name,
			{
				action: "lambda:InvokeFunction",
				function: lambda.function.name,
				principal: "apigateway.amazonaws.com",
				sourceArn: pulumi.interpolate`${this.#api.executionArn}/*`,
			},
			parent,
		);
	}
}

/** A table whose items DynamoDB removes some time after their `expiresAt`. */
function expiringTable(name: string, opts: pulumi.CustomResourceOptions): Table {
	return new Table(
		name,
		{
			billingMode: "PAY_PER_REQUEST",
			hashKey: "id",
			attributes: [{ name: "id", type: "S" }],
			ttl: { attributeName: "expiresAt", enabled: true },
			serverSideEncryption: { enabled: true },
		},
		opts,
	);
}
