import { Table } from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { Endpoint } from "./endpoint";
import { expiringTable } from "./expiringTable";
import { Lambda } from "./lambda";
import { Mail, type MailArgs, type MailConfig } from "./mail";

export interface AskTheUserArgs {
	/** Settings for asking users by email, in full-function mode. Default: no email; the application asks its users. */
	mail?: MailArgs;
	/** Origins whose pages may post statements, such as `https://app.example.com`. Default: none; servers and apps need none. */
	appOrigins?: string[];
	/**
	 * The URL at which users reach the endpoint, such as `https://ask.example.com`, if you use a custom domain. Default: the
	 * domain that API Gateway assigns.
	 */
	baseUrl?: pulumi.Input<string>;
	/** What to notify when messages, links or statements fail, such as the ARN of an SNS topic. Default: nothing. */
	alarmActions?: pulumi.Input<string>[];
	/** The retention of logs. Default: 30 days. */
	logRetentionInDays?: number;
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

/**
 * Asks users whether a suspicious sign-in was theirs: by email, with links to a page that passes the answer on to Cognito, or
 * by the application, which posts statements of its users. In audit-only mode, only the application can ask.
 *
 * It creates no user pool and changes none. Put `mail.lambdaConfig` into your pool, `mail.notifyConfiguration` into its risk
 * configuration, and then {@link connect} the pool.
 */
export class AskTheUser extends pulumi.ComponentResource {
	/** Settings for the pool and its risk configuration; only if users are asked by email. */
	readonly mail: MailConfig | undefined;
	/** The address of the endpoint; statements go to `/statements` there. */
	readonly url: pulumi.Output<string>;
	/** The ID of the endpoint's HTTP API, to map a custom domain to its stage `$default`. */
	readonly apiId: pulumi.Output<string>;
	/** The name of the table of statements, for the export. */
	readonly statementsTable: pulumi.Output<string>;

	readonly #name: string;
	readonly #retention: number;
	readonly #mail: Mail | undefined;
	readonly #endpoint: Endpoint;
	readonly #statements: Table;

	constructor(name: string, args: AskTheUserArgs = {}, opts?: pulumi.ComponentResourceOptions) {
		super("ask-the-user:index:AskTheUser", name, {}, opts);
		const { mail, logRetentionInDays = 30, appOrigins, baseUrl, alarmActions } = args;
		const watched = { logRetentionInDays, alarmActions };
		this.#name = name;
		this.#retention = logRetentionInDays;
		const parent = { parent: this };

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
		this.#endpoint = new Endpoint(name, { ...watched, appOrigins, baseUrl }, parent);
		this.#mail = mail && new Mail(name, { ...mail, ...watched, endpoint: this.#endpoint }, parent);
		this.mail = this.#mail?.config;
		this.url = this.#endpoint.url;
		this.apiId = this.#endpoint.apiId;
		this.statementsTable = this.#statements.name;
		this.registerOutputs();
	}

	/** Allows a pool to call the email sender, if there is one, and its users to make statements. */
	connect({ userPoolId, userPoolArn, clientIds }: AskedPool): void {
		const name = this.#name;
		const parent = { parent: this };
		this.#mail?.connect(userPoolArn);
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
		this.#endpoint.route(`${name}-statements`, "POST /statements", taker);
	}
}
