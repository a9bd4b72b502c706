import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { MockedResource } from "../../../support/mockedProgram.ts";
import { repository } from "../../../support/script.ts";

const runner = join(repository, "test", "support", "mockedProgram.ts");
const folder = join(repository, "examples", "ask-the-user");

const config = {
	appName: "Example",
	from: "no-reply@example.com",
	sesIdentityArn: "arn:of:identity",
	accountUrl: "https://app.example.com/account",
};

describe("examples/ask-the-user", () => {
	let resources: readonly MockedResource[] = [];
	/** The resources of the program without the settings for email. */
	let auditOnly: readonly MockedResource[] = [];

	before(async () => {
		const args = [runner, join(folder, "index.ts"), JSON.stringify(config), "{}"];
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
		[resources = [], auditOnly = []] = stdout
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
	});

	const ofType = (type: string) => resources.filter((resource) => resource.type === type);

	function inputs(type: string, name: string): Record<string, unknown> {
		const found = ofType(type).find((resource) => resource.name === name);
		if (!found) throw new Error(`No ${type} ${name} was registered`);
		return found.inputs;
	}

	/** The permissions of the role with this name, by resource. */
	function granted(name: string): [actions: unknown, resource: unknown][] {
		const { Statement } = JSON.parse(String(inputs("aws:iam/rolePolicy:RolePolicy", name).policy));
		return Statement.map(({ Action, Resource }: Record<string, unknown>) => [Action, Resource]);
	}

	it("creates a pool in full-function mode that sends email through the component and notifies of risky sign-ins", () => {
		expect(inputs("aws:cognito/userPool:UserPool", "users")).to.deep.include({
			userPoolTier: "PLUS",
			userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
			lambdaConfig: {
				customEmailSender: { lambdaArn: "arn:of:ask-sender", lambdaVersion: "V1_0" },
				kmsKeyId: "arn:of:ask",
			},
		});
		const { accountTakeoverRiskConfiguration } = inputs(
			"aws:cognito/riskConfiguration:RiskConfiguration",
			"risk",
		);
		expect(accountTakeoverRiskConfiguration).to.deep.include({
			notifyConfiguration: { from: "no-reply@example.com", sourceArn: "arn:of:identity" },
		});
	});

	it("creates a pool in audit-only mode without an email sender if no sender address is set", () => {
		const of = (type: string) => auditOnly.filter((resource) => resource.type === type);
		expect(of("aws:cognito/userPool:UserPool")[0]?.inputs).to.deep.include({
			userPoolAddOns: { advancedSecurityMode: "AUDIT" },
		});
		expect(of("aws:cognito/userPool:UserPool")[0]?.inputs).not.to.have.property("lambdaConfig");
		expect(of("aws:lambda/function:Function").map(({ name }) => name)).to.deep.equal(["ask-statements"]);
		expect(of("aws:apigatewayv2/route:Route").map(({ inputs }) => inputs.routeKey)).to.deep.equal([
			"POST /statements",
		]);
		expect(of("aws:lambda/permission:Permission").map(({ inputs }) => inputs.function)).to.deep.equal([
			"ask-statements",
		]);
		expect(of("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.metricName)).to.deep.equal(
			["5xx"],
		);
		expect(of("aws:kms/key:Key")).to.deep.equal([]);
		expect(of("aws:cognito/riskConfiguration:RiskConfiguration")).to.deep.equal([]);
	});

	it("creates no Cognito resources: the pool belongs to the program", () => {
		const ofCognito = resources.filter(({ type }) => type.startsWith("aws:cognito/"));
		expect(ofCognito.map(({ name }) => name)).to.have.members(["users", "app", "risk"]);
	});

	it("grants each function only the permissions that it needs", () => {
		const log = (name: string) => [["logs:CreateLogStream", "logs:PutLogEvents"], `arn:of:${name}:*`];
		expect(granted("ask-sender")).to.deep.equal([
			log("ask-sender"),
			[["kms:Decrypt"], "arn:of:ask"],
			[["dynamodb:PutItem"], "arn:of:ask-links"],
			[["ses:SendEmail"], "arn:of:identity"],
		]);
		expect(granted("ask-sender-pool")).to.deep.equal([[["cognito-idp:AdminGetUser"], "arn:of:users"]]);
		expect(granted("ask-answerer")).to.deep.equal([
			log("ask-answerer"),
			[["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], "arn:of:ask-links"],
		]);
		expect(granted("ask-statements")).to.deep.equal([
			log("ask-statements"),
			[["cognito-idp:AdminListUserAuthEvents"], "arn:of:users"],
			[["dynamodb:PutItem"], "arn:of:ask-statements"],
			[["dynamodb:UpdateItem"], "arn:of:ask-quota"],
		]);
		expect(ofType("aws:iam/rolePolicy:RolePolicy")).to.have.length(4);
	});

	it("sends from the configured address only", () => {
		const { policy } = inputs("aws:iam/rolePolicy:RolePolicy", "ask-sender");
		expect(JSON.parse(String(policy)).Statement.at(-1).Condition).to.deep.equal({
			StringEquals: { "ses:FromAddress": "no-reply@example.com" },
		});
	});

	it("lets only the pool and the endpoint call the functions", () => {
		const permissions = ofType("aws:lambda/permission:Permission").map(({ inputs }) => [
			inputs.function,
			inputs.principal,
			inputs.sourceArn,
		]);
		expect(permissions).to.have.deep.members([
			["ask-sender", "cognito-idp.amazonaws.com", "arn:of:users"],
			["ask-answerer", "apigateway.amazonaws.com", "arn:of:executing:ask/*"],
			["ask-statements", "apigateway.amazonaws.com", "arn:of:executing:ask/*"],
		]);
	});

	it("throttles the endpoint, and keeps paths and addresses out of its access log", () => {
		const { defaultRouteSettings, accessLogSettings } = inputs("aws:apigatewayv2/stage:Stage", "ask");
		expect(defaultRouteSettings).to.deep.equal({ throttlingRateLimit: 10, throttlingBurstLimit: 20 });
		const { format } = accessLogSettings as { format: string };
		expect(Object.values(JSON.parse(format))).to.have.members([
			"$context.requestId",
			"$context.requestTime",
			"$context.routeKey",
			"$context.status",
			"$context.responseLatency",
			"$context.error.message",
		]);
	});

	it("serves links and statements", () => {
		const routes = ofType("aws:apigatewayv2/route:Route").map(({ inputs }) => [
			inputs.routeKey,
			inputs.target,
		]);
		expect(routes).to.have.deep.members([
			["ANY /{answer}/{id}", "integrations/ask-answerer-id"],
			["POST /statements", "integrations/ask-statements-id"],
		]);
	});

	it("encrypts what it keeps, and rotates the key of the codes", () => {
		expect(inputs("aws:kms/key:Key", "ask")).to.deep.include({ enableKeyRotation: true });
		for (const { inputs } of ofType("aws:dynamodb/table:Table"))
			expect(inputs).to.deep.include({ serverSideEncryption: { enabled: true } });
	});

	it("removes expired links and counts, and can restore statements", () => {
		const ttl = { attributeName: "expiresAt", enabled: true };
		for (const name of ["ask-links", "ask-quota"])
			expect(inputs("aws:dynamodb/table:Table", name)).to.deep.include({ ttl });
		expect(inputs("aws:dynamodb/table:Table", "ask-statements")).to.deep.include({
			pointInTimeRecovery: { enabled: true },
			hashKey: "eventId",
			rangeKey: "session",
		});
	});

	it("gives each function its own log, with a retention period", () => {
		const groups = ofType("aws:cloudwatch/logGroup:LogGroup");
		expect(groups.map(({ name, inputs }) => [name, inputs.retentionInDays])).to.have.deep.members(
			["ask-access", "ask-sender", "ask-answerer", "ask-statements"].map((name) => [name, 30]),
		);
		for (const { name, inputs } of ofType("aws:lambda/function:Function"))
			expect(inputs.loggingConfig).to.deep.equal({ logFormat: "JSON", logGroup: name });
	});

	it("has no secret in state: the functions receive names and addresses, and generate secrets themselves", () => {
		const variables = ofType("aws:lambda/function:Function").map(({ name, inputs }) => [
			name,
			(inputs.environment as { variables: unknown }).variables,
		]);
		expect(Object.fromEntries(variables)).to.deep.equal({
			"ask-sender": {
				APP_NAME: "Example",
				FROM: "no-reply@example.com",
				KEY_ARN: "arn:of:ask",
				ENDPOINT_URL: "https://ask.example.com",
				LINKS_TABLE: "ask-links",
				LINK_LIFETIME_SECONDS: "86400",
			},
			"ask-answerer": {
				APP_NAME: "Example",
				LINKS_TABLE: "ask-links",
				ACCOUNT_URL: "https://app.example.com/account",
			},
			"ask-statements": {
				USER_POOL_ID: "users-id",
				CLIENT_IDS: "app-id",
				STATEMENTS_TABLE: "ask-statements",
				STATEMENTS_PER_HOUR: "20",
				QUOTA_TABLE: "ask-quota",
			},
		});
	});

	it("raises an alarm if a message fails, is late or lost, and if the endpoint fails", () => {
		const alarms = ofType("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => [
			inputs.namespace,
			inputs.metricName,
			inputs.dimensions,
			`${inputs.statistic} ${inputs.comparisonOperator} ${inputs.threshold} in ${inputs.period} s`,
		]);
		const once = "Sum GreaterThanThreshold 0 in 300 s";
		expect(alarms).to.have.deep.members([
			["AWS/Lambda", "Errors", { FunctionName: "ask-sender" }, once],
			["AWS/Lambda", "Throttles", { FunctionName: "ask-sender" }, once],
			["AWS/Lambda", "AsyncEventsDropped", { FunctionName: "ask-sender" }, once],
			["AWS/ApiGateway", "5xx", { ApiId: "ask-id" }, once],
		]);
	});

	it("lets no page post statements if no origin is configured", () => {
		for (const { inputs } of [...ofType("aws:apigatewayv2/api:Api"), ...auditOnly])
			expect(inputs).not.to.have.property("corsConfiguration");
	});
});
