import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { EmulatorUserPool } from "pulumi-cognito-feedback/emulator";
import {
	type AwsServices,
	awsServices,
	decides,
	json,
	queryRefusal,
	quotaOf,
	refusal,
	type ServiceResponses,
	signedInAs,
} from "../../support/awsServices.ts";
import { callCommand } from "../../support/callCommand.ts";
import { signIn, user } from "../../support/cognitoContent.ts";
import { allowedBy, readPolicy } from "../../support/policy.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const exported = {
	EventSource: "userAuthEvents",
	LogLevel: "INFO",
	S3Configuration: { BucketArn: "arn:aws:s3:::events" },
};

/** A pool without problems. */
const pool: EmulatorUserPool = {
	Id: poolId,
	LogConfigurations: [exported],
	Users: [user("alice@example.com", signIn("e1"))],
};

const denial = (operation: string) =>
	refusal(
		"AccessDeniedException",
		`User: arn:aws:sts::123456789012:assumed-role/feedback/alice@example.com is not authorized to perform: cognito-idp:${operation}`,
	);
const iamDenial = queryRefusal(
	"AccessDenied",
	"User: arn:aws:iam::1:user/alice@example.com is not authorized",
);

interface Told {
	readonly check: string;
	readonly status: string;
	readonly finding: string;
	readonly details: Readonly<Record<string, unknown>>;
	readonly message: string;
	readonly fix?: string;
}

describe("cognito-feedback doctor", () => {
	const start = awsServices();
	const folder = temporaryFolder();

	async function run(
		services: AwsServices,
		args: readonly string[] = [],
		env: Readonly<Record<string, string>> = {},
	) {
		const PATH = folder();
		return callCommand(["doctor", "--user-pool-id", poolId, ...args], {
			env: { ...services.env, PATH, AWS_CA_BUNDLE: "", NODE_EXTRA_CA_CERTS: "", HTTPS_PROXY: "", ...env },
		});
	}

	/** The results of the checks, by name. */
	async function checks({
		responses = {},
		pool: changed = {},
		args = [],
		env = {},
	}: {
		responses?: ServiceResponses;
		pool?: Partial<EmulatorUserPool>;
		args?: readonly string[];
		env?: Readonly<Record<string, string>>;
	} = {}): Promise<{ code: number | null; told: Record<string, Told>; calls: AwsServices["calls"] }> {
		const services = await start(responses, { content: { UserPools: [{ ...pool, ...changed }] } });
		const { code, out, err } = await run(services, ["--json", ...args], env);
		expect(err).to.equal("");
		expect(out).not.to.match(/alice|@|hunter2/);
		expect(services.calls).not.to.have.property("AdminUpdateAuthEventFeedback");
		const { checks } = JSON.parse(out) as { checks: Told[] };
		const failed = checks.some(({ status }) => status === "failed");
		expect(code).to.equal(failed ? 1 : 0);
		return {
			code,
			told: Object.fromEntries(checks.map((each) => [each.check, each])),
			calls: services.calls,
		};
	}

	function pulumi(script: string): void {
		const path = join(folder(), "pulumi");
		writeFileSync(path, `#!/bin/sh\n${script}\n`);
		chmodSync(path, 0o755);
	}

	it("reports that all checks passed, with exit code 0", async () => {
		pulumi("echo v3.205.0");
		const services = await start({}, { content: { UserPools: [pool] } });
		const { code, out, err } = await run(services, ["--region", "eu-central-1"]);
		expect({ code, err }).to.deep.equal({ code: 0, err: "" });
		expect(out.split("\n")).to.deep.equal([
			`ok           Node.js            Node.js ${process.versions.node}.`,
			"ok           Pulumi CLI         Pulumi 3.205.0.",
			"ok           Proxy              HTTPS_PROXY is not set.",
			"ok           Certificates       Only the certificate authorities of Node.js are trusted.",
			"ok           Connection         127.0.0.1 responds.",
			"ok           Clock              The clock agrees with the server's.",
			"ok           Credentials        Account 123456789012, role feedback.",
			"ok           User pool          Found in eu-central-1.",
			"ok           Feature plan       PLUS includes threat protection.",
			"ok           Threat protection  Audit-only mode.",
			"ok           List users         Permitted.",
			"ok           List auth events   Permitted.",
			"ok           Submit feedback    Permitted, according to IAM.",
			"ok           Log export         Auth events go to Amazon S3.",
			"ok           Quotas             UserResourceUpdate 50 and UserResourceRead 50 requests per second.",
			"",
			"15 checks: 15 ok, 0 warning, 0 failed, 0 not checked.",
			"",
		]);
	});

	it("never submits feedback: it calls only the operations that its IAM policy allows, each once", async () => {
		const { calls } = await checks();
		const { GetCallerIdentity, GetProvisionedLimit, ...others } = calls;
		expect({ GetCallerIdentity, GetProvisionedLimit }).to.deep.equal({
			GetCallerIdentity: 1,
			// One request for each category.
			GetProvisionedLimit: 2,
		});
		expect(Object.values(others)).to.deep.equal(Object.keys(others).map(() => 1));
		// GetCallerIdentity needs no permission, and GetRole is only called for roles with a path.
		const needed = [...Object.keys(others), "GetProvisionedLimit", "GetRole"];
		expect(needed.sort()).to.deep.equal(allowedBy("doctor"));
		expect(readPolicy("doctor").Statement.flatMap(({ Action }) => Action)).not.to.include(
			"cognito-idp:AdminUpdateAuthEventFeedback",
		);
	});

	it("reports the same as JSON with a stable structure", async () => {
		const { told } = await checks({
			pool: { UserPoolTier: "LITE", UserPoolAddOns: { AdvancedSecurityMode: "OFF" } },
		});
		expect(told.credentials).to.deep.equal({
			check: "credentials",
			status: "ok",
			finding: "identity",
			details: { account: "123456789012", principal: { type: "role", role: "feedback" } },
			message: "Account 123456789012, role feedback.",
		});
		expect(told.featurePlan).to.deep.equal({
			check: "featurePlan",
			status: "failed",
			finding: "otherPlan",
			details: { plan: "LITE" },
			message: "LITE does not include threat protection.",
			fix: "Switch the user pool to the Plus feature plan.",
		});
		expect(Object.keys(told)).to.deep.equal(
			"node pulumi proxy certificates connection clock credentials userPool featurePlan threatProtection listUsers listAuthEvents submitFeedback logExport quotas".split(
				" ",
			),
		);
	});

	it("counts its checks in the JSON", async () => {
		const services = await start({}, { content: { UserPools: [pool] } });
		const { out } = await run(services, ["--json"]);
		const { userPoolId, counts } = JSON.parse(out);
		expect({ userPoolId, counts }).to.deep.equal({
			userPoolId: poolId,
			counts: { ok: 14, warning: 0, failed: 0, notChecked: 1 },
		});
	});

	for (const [args, message] of [
		[["doctor"], "required option '--user-pool-id <id>' not specified"],
		[["doctor", "--user-pool-id", "Test"], "expected a Region, `_` and letters or digits"],
		[["doctor", "--user-pool-id", poolId, "--username", "alice"], "unknown option '--username'"],
	] as const)
		it(`has exit code 2 for: ${["cognito-feedback", ...args].join(" ")}`, async () => {
			const { code, out, err } = await callCommand(args);
			expect({ code, out }).to.deep.equal({ code: 2, out: "" });
			expect(err).to.include(message);
		});

	type Case = readonly [title: string, check: string, expected: string, given: Parameters<typeof checks>[0]];
	const off = { UserPoolAddOns: { AdvancedSecurityMode: "OFF" } } as const;
	const enforced = { UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } } as const;
	const cases: readonly Case[] = [
		[
			"an IAM user, without the name",
			"credentials",
			"ok: Account 123456789012, an IAM user.",
			{ responses: { GetCallerIdentity: signedInAs("user/alice@example.com", "iam") } },
		],
		[
			"the root user",
			"credentials",
			"ok: Account 123456789012, the root user.",
			{ responses: { GetCallerIdentity: signedInAs("root", "iam") } },
		],
		[
			"expired credentials",
			"credentials",
			"failed: AWS rejected the credentials (ExpiredTokenException). Sign in again (`aws sso login`, or new keys in the environment), or select a profile with `--profile <name>`.",
			{ responses: { DescribeUserPool: refusal("ExpiredTokenException", "alice@example.com") } },
		],
		[
			"an STS that does not know the key",
			"credentials",
			"failed: AWS rejected the credentials (InvalidClientTokenId). Sign in again (`aws sso login`, or new keys in the environment), or select a profile with `--profile <name>`.",
			{ responses: { GetCallerIdentity: queryRefusal("InvalidClientTokenId", "alice@example.com") } },
		],
		[
			"no permission to ask AWS STS",
			"credentials",
			"notChecked: AWS denied GetCallerIdentity (AccessDenied).",
			{ responses: { GetCallerIdentity: iamDenial } },
		],
		[
			"another Region in the configuration",
			"userPool",
			"warning: Found in eu-central-1, the Region in the pool ID; the configured Region us-east-1 is not used. Set the Region to eu-central-1, or check the pool ID.",
			{ env: { AWS_REGION: "us-east-1" } },
		],
		[
			"a replica in another Region",
			"userPool",
			"warning: Requests for eu-central-1 reach a replica in eu-west-1, which supports fewer operations. Check `--region` and `--endpoint`, and call the primary user pool in eu-central-1.",
			{ pool: { Arn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}` } },
		],
		[
			"a replica in the Region that `--region` names",
			"userPool",
			"warning: Requests for eu-central-1 reach a replica in eu-west-1, which supports fewer operations. Check `--region` and `--endpoint`, and call the primary user pool in eu-central-1.",
			{ args: ["--region", "eu-west-1"] },
		],
		[
			"a profile that does not exist",
			"credentials",
			"failed: The selected AWS profile, or one that it refers to, is not in the AWS configuration files. Run `aws configure list-profiles` and select one of them with `--profile <name>` or AWS_PROFILE.",
			{ args: ["--profile", "nobody"], env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" } },
		],
		[
			"a pool of another account",
			"userPool",
			`failed: The user pool ${poolId} does not exist in this account and Region. Check the pool ID, and that the credentials belong to the account that owns the pool.`,
			{ pool: { Id: "eu-central-1_Other" } },
		],
		...["userPool", "featurePlan", "threatProtection"].map(
			(check): Case => [
				"no permission to describe the pool",
				check,
				"notChecked: The credentials are not permitted to call cognito-idp:DescribeUserPool. Grant the IAM action cognito-idp:DescribeUserPool.",
				{ responses: { DescribeUserPool: denial("DescribeUserPool") } },
			],
		),
		[
			"a plan without threat protection",
			"featurePlan",
			"failed: ESSENTIALS does not include threat protection. Switch the user pool to the Plus feature plan.",
			{ pool: { UserPoolTier: "ESSENTIALS", ...off } },
		],
		[
			"an older pool whose threat protection is on",
			"featurePlan",
			"warning: LITE does not include threat protection. Switch the user pool to the Plus feature plan.",
			{ pool: { UserPoolTier: "LITE" } },
		],
		["full-function mode", "threatProtection", "ok: Full-function mode.", { pool: enforced }],
		[
			"threat protection that is off",
			"threatProtection",
			"failed: Threat protection is off, so sign-ins are not rated. Set threat protection to audit-only or full-function mode; only later sign-ins are rated.",
			{ pool: off },
		],
		[
			"no permission to list users",
			"listUsers",
			"warning: The credentials are not permitted to call cognito-idp:ListUsers. Grant the IAM action cognito-idp:ListUsers, or name the users with `--username`.",
			{ responses: { ListUsers: denial("ListUsers") } },
		],
		[
			"no permission to list users, which is not needed here",
			"listAuthEvents",
			"ok: Permitted.",
			{ responses: { ListUsers: denial("ListUsers") } },
		],
		[
			"throttling, which says nothing of permissions",
			"listAuthEvents",
			"notChecked: AdminListUserAuthEvents failed (TooManyRequestsException). Run the command again.",
			{ responses: { AdminListUserAuthEvents: refusal("TooManyRequestsException", "Rate exceeded") } },
		],
		["a pool without users", "listAuthEvents", "ok: Permitted.", { pool: { Users: [] } }],
		[
			"no permission to list auth events",
			"listAuthEvents",
			"failed: The credentials are not permitted to call cognito-idp:AdminListUserAuthEvents. Grant the IAM action cognito-idp:AdminListUserAuthEvents.",
			{ responses: { AdminListUserAuthEvents: denial("AdminListUserAuthEvents") } },
		],
		[
			"auth events of a pool whose threat protection is off",
			"listAuthEvents",
			"failed: Threat protection is off in the user pool. Switch the pool to the Plus feature plan and set threat protection to audit-only or full-function mode; only later sign-ins are rated.",
			{ pool: off },
		],
		[
			"a policy without the permission to submit",
			"submitFeedback",
			"warning: IAM does not allow cognito-idp:AdminUpdateAuthEventFeedback (implicitDeny); `pulumi preview` works without it, `pulumi up` does not. Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback.",
			{ responses: { SimulatePrincipalPolicy: decides("implicitDeny") } },
		],
		[
			"a policy that denies it",
			"submitFeedback",
			"warning: IAM does not allow cognito-idp:AdminUpdateAuthEventFeedback (explicitDeny); `pulumi preview` works without it, `pulumi up` does not. Remove the statement that denies cognito-idp:AdminUpdateAuthEventFeedback.",
			{ responses: { SimulatePrincipalPolicy: decides("explicitDeny") } },
		],
		[
			"no permission to ask IAM",
			"submitFeedback",
			"notChecked: The credentials are not permitted to call iam:SimulatePrincipalPolicy. Grant the IAM action iam:SimulatePrincipalPolicy.",
			{ responses: { SimulatePrincipalPolicy: iamDenial } },
		],
		[
			"no permission to look up a role with a path",
			"submitFeedback",
			"notChecked: The credentials are not permitted to call iam:GetRole. Grant the IAM action iam:GetRole.",
			{
				responses: {
					SimulatePrincipalPolicy: queryRefusal("NoSuchEntity", "alice@example.com"),
					GetRole: iamDenial,
				},
			},
		],
		[
			"the root user, whose policies IAM does not simulate",
			"submitFeedback",
			"notChecked: IAM cannot simulate the policies of the root user.",
			{ responses: { GetCallerIdentity: signedInAs("root", "iam") } },
		],
		[
			"credentials that IAM cannot simulate",
			"submitFeedback",
			'notChecked: Depends on the check "Credentials".',
			{ responses: { GetCallerIdentity: iamDenial } },
		],
		[
			"an export to several places",
			"logExport",
			"ok: Auth events go to CloudWatch Logs, Amazon Data Firehose.",
			{
				pool: {
					LogConfigurations: [
						{
							EventSource: "userAuthEvents",
							LogLevel: "INFO",
							CloudWatchLogsConfiguration: { LogGroupArn: "a" },
							FirehoseConfiguration: { StreamArn: "b" },
						},
					],
				},
			},
		],
		[
			"no export but of notifications",
			"logExport",
			"warning: Auth events are not exported; Cognito alone keeps them, and deletes old ones. To keep them, set a destination for `userAuthEvents` in the log streaming of the user pool.",
			{ pool: { LogConfigurations: [{ ...exported, EventSource: "userNotification" }] } },
		],
		[
			"no permission to see the export",
			"logExport",
			"notChecked: The credentials are not permitted to call cognito-idp:GetLogDeliveryConfiguration. Grant the IAM action cognito-idp:GetLogDeliveryConfiguration.",
			{ responses: { GetLogDeliveryConfiguration: denial("GetLogDeliveryConfiguration") } },
		],
		[
			"quotas below the configured rate",
			"quotas",
			"warning: UserResourceUpdate 50 and UserResourceRead 50 requests per second, less than the configured 26 and 52. Lower `cognito-feedback:requestsPerSecond` or `listingRequestsPerSecond`; AWS can raise only UserResourceRead.",
			{ args: ["--requests-per-second", "26"] },
		],
		[
			"a quota below the configured rate of listing",
			"quotas",
			"warning: UserResourceUpdate 50 and UserResourceRead 50 requests per second, less than the configured 20 and 51. Lower `cognito-feedback:requestsPerSecond` or `listingRequestsPerSecond`; AWS can raise only UserResourceRead.",
			{ args: ["--listing-requests-per-second", "51"] },
		],
		[
			"no permission to read quotas",
			"quotas",
			"notChecked: The credentials are not permitted to call cognito-idp:GetProvisionedLimit. Grant the IAM action cognito-idp:GetProvisionedLimit.",
			{ responses: { GetProvisionedLimit: denial("GetProvisionedLimit") } },
		],
		[
			"categories of quotas that Cognito does not know",
			"quotas",
			"notChecked: The server does not support GetProvisionedLimit.",
			{ responses: { GetProvisionedLimit: refusal("InvalidParameterException", "unknown category") } },
		],
		[
			"a server without quotas",
			"quotas",
			"notChecked: The server does not support GetProvisionedLimit.",
			{ responses: { GetProvisionedLimit: refusal("UnknownOperationException", "unknown") } },
		],
		[
			"a clock that is right",
			"clock",
			"ok: The clock agrees with the server's.",
			{ responses: { GetProvisionedLimit: quotaOf(50) } },
		],
		[
			"a clock that is wrong, shown by a refusal too",
			"clock",
			"failed",
			{
				responses: {
					DescribeUserPool: {
						...refusal("InvalidSignatureException", "Signature expired"),
						headers: { date: "Fri, 01 Jan 2021 00:00:00 GMT" },
					},
				},
			},
		],
		[
			"a proxy, without the password in its URL",
			"proxy",
			"ok: HTTPS_PROXY is set, but not for 127.0.0.1.",
			{ env: { HTTPS_PROXY: "http://alice:hunter2@proxy.test:3128" } },
		],
		[
			"a proxy that is no URL",
			"proxy",
			"failed: HTTPS_PROXY is not an http or https URL. Set HTTPS_PROXY to a URL such as http://proxy.example.com:3128.",
			{ env: { HTTPS_PROXY: "socks5://alice@proxy" } },
		],
	];

	for (const [title, check, expected, given] of cases)
		it(`${check}: ${title}`, async () => {
			const { told } = await checks(given);
			const { status, message, fix } = told[check] ?? {};
			const text = [`${status}: ${message}`, ...(fix ? [fix] : [])].join(" ");
			if (expected.includes(":")) expect(text).to.equal(expected);
			else expect(status).to.equal(expected);
		});

	it("finds the path of a role, such as one of IAM Identity Center", async () => {
		const sources: (string | null)[] = [];
		const arn = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/feedback";
		const role = `<Role><Arn>${arn}</Arn><Path>/p/</Path><RoleName>feedback</RoleName><RoleId>A</RoleId><CreateDate>2026-01-01T00:00:00Z</CreateDate></Role>`;
		const { told } = await checks({
			responses: {
				SimulatePrincipalPolicy: (input) => {
					const source = new URLSearchParams(input).get("PolicySourceArn");
					sources.push(source);
					return source === arn ? decides("allowed") : queryRefusal("NoSuchEntity", "no such role");
				},
				GetRole: { body: `<GetRoleResponse><GetRoleResult>${role}</GetRoleResult></GetRoleResponse>` },
			},
		});
		expect(told.submitFeedback).to.include({ status: "ok", finding: "maySubmit" });
		expect(sources).to.deep.equal(["arn:aws:iam::123456789012:role/feedback", arn]);
	});

	it("reports once why no server can be reached, and the checks that depend on it", async () => {
		const services = await start();
		const { code, out } = await run(services, ["--json", "--endpoint", "http://127.0.0.1:1"]);
		expect(code).to.equal(1);
		const { checks } = JSON.parse(out) as { checks: Told[] };
		expect(checks.filter(({ status }) => status === "failed").map(({ check }) => check)).to.deep.equal([
			"connection",
		]);
		const blocked = checks.filter(({ details }) => details.by === "connection").map(({ check }) => check);
		expect(blocked).to.include.members(["clock", "userPool", "listAuthEvents", "quotas"]);
	});

	it("reports once that there are no credentials", async () => {
		const services = await start();
		const none = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
		const { code, out } = await run(services, ["--json"], none);
		expect(code).to.equal(1);
		const { checks } = JSON.parse(out) as { checks: Told[] };
		expect(checks.filter(({ status }) => status === "failed")).to.have.length(1);
		expect(checks.find(({ check }) => check === "credentials")).to.deep.include({
			status: "failed",
			details: { failure: "noCredentials", operation: "DescribeUserPool", code: "CredentialsProviderError" },
		});
		expect(services.calls).to.deep.equal({});
	});

	it("makes no request to AWS if Cognito is a server on this machine", async () => {
		const services = await start({}, { content: { UserPools: [pool] } });
		const env = { AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_STS: "", AWS_ENDPOINT_URL_IAM: "" };
		const { code, out } = await run(services, ["--json", "--endpoint", services.endpoint], env);
		expect(code).to.equal(0);
		const { checks } = JSON.parse(out) as { checks: Told[] };
		const local = checks.filter(({ finding }) => finding === "localEndpoint").map(({ check }) => check);
		expect(local).to.deep.equal(["credentials", "submitFeedback"]);
		expect(services.calls).not.to.have.any.keys("GetCallerIdentity", "SimulatePrincipalPolicy");
	});

	it("prints no control character from a server", async () => {
		const { told } = await checks({
			responses: {
				DescribeUserPool: json({ UserPool: { UserPoolTier: "\u001b[31mPLUS\u202E" } }),
			},
		});
		expect(told.featurePlan?.message).to.match(/^\uFFFD\[31mPLUS\uFFFD /);
	});
});
