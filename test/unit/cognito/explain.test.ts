import { expect } from "chai";
import { CognitoError as InstalledCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import { providerWords, stackWords } from "#provider/adapters/configuration";
import { errorText } from "#provider/adapters/errorMessages";
import { CognitoError, type Failure, type FailureKind } from "#provider/cognito/cognitoError";
import { explainNotFound } from "#provider/cognito/explain";
import { errorMessage } from "#review/terminal/messages";

const submitting = {
	operation: "AdminUpdateAuthEventFeedback",
	userPoolId: "eu-central-1_A",
	eventId: "e1",
} as const;
const listing = { operation: "AdminListUserAuthEvents", userPoolId: "eu-central-1_A" } as const;

/** The programs that explain failures, with their words. */
const programs = {
	"of Pulumi": (failure: Failure) => errorText(new CognitoError(failure), stackWords("aws")),
	"of a provider resource": (failure: Failure) => errorText(new CognitoError(failure), providerWords("emea")),
	// The command uses the installed package.
	"of the command": (failure: Failure) => errorMessage(new InstalledCognitoError(failure)),
};
type Program = keyof typeof programs;

interface Expected {
	/** The fields of the failure other than its kind and operation. */
	readonly given?: Partial<Failure>;
	/** Parts of the message of every program. */
	readonly all: readonly string[];
	/** Parts that differ between the programs. */
	readonly own?: Readonly<Record<Program, string>>;
}

const again = {
	"of Pulumi": "Run the command again; feedback that Cognito accepted is already in Pulumi's state.",
	"of a provider resource":
		"Run the command again; feedback that Cognito accepted is already in Pulumi's state.",
	"of the command": "Run the command again.",
};
const profile = {
	"of Pulumi": "select a profile with `pulumi config set aws:profile <name>`.",
	"of a provider resource": 'select a profile with `profile` of the provider "emea".',
	"of the command": "select a profile with `--profile <name>`.",
};
const endpoint = {
	"of Pulumi": "`cognito-feedback:endpoint`",
	"of a provider resource": '`endpoint` of the provider "emea"',
	"of the command": "`--endpoint`",
};

/** The type requires each kind. */
const expected: Readonly<Record<FailureKind, Expected>> = {
	invalidParameter: {
		all: ["Cognito rejected a parameter: message of the server. ", "Correct that argument."],
	},
	notFound: {
		all: ["Cognito could not find the user pool or the event: message of the server. ", "Check the IDs"],
	},
	userNotFound: {
		all: ["the user pool has no user with this username. ", "`sub`", "personal data"],
	},
	notAuthorized: {
		all: ["Cognito did not authorize the request: message of the server. ", "not disabled"],
	},
	threatProtectionOff: {
		all: ["threat protection is off", "Plus feature plan", "audit-only"],
	},
	operationNotEnabled: {
		all: [
			"eu-central-1_A does not support AdminUpdateAuthEventFeedback in the Region that was called (eu-central-1)",
			"Call the pool's primary Region (",
			"), or make the replica active.",
		],
		own: {
			"of Pulumi": "(`cognito-feedback:region`)",
			"of a provider resource": '(`region` of the provider "emea")',
			"of the command": "(`--region`)",
		},
	},
	internalError: {
		given: { attempts: 3 },
		all: ["Cognito returned an internal error (3 attempts). "],
		own: again,
	},
	throttled: {
		all: [
			"throttled every request for a minute: message of the server. ",
			"quota for feedback (UserResourceUpdate, 25 requests a second), which AWS does not raise.",
		],
		own: again,
	},
	accessDenied: {
		all: [
			"the credentials are not permitted to call cognito-idp:AdminUpdateAuthEventFeedback: message of",
			"Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback on arn:aws:cognito-idp:eu-central-1:<account>:userpool/eu-central-1_A.",
		],
	},
	noCredentials: {
		given: { code: "CredentialsProviderError" },
		all: ["no AWS credentials found to sign the request (CredentialsProviderError)", "aws sso login"],
		own: profile,
	},
	credentialsRefused: {
		given: { code: "AccessDenied" },
		all: ["AWS did not issue credentials to sign the request with (AccessDenied)", "its trust policy"],
		own: profile,
	},
	credentialsUnreachable: {
		given: { code: "ENOTFOUND" },
		all: ["could not get credentials from the service that issues them (ENOTFOUND)", "the proxy"],
		own: again,
	},
	mfaRequired: {
		all: ["requires multi-factor authentication (`mfa_serial`)", "aws configure export-credentials"],
		own: profile,
	},
	unknownProfile: {
		all: ["the selected AWS profile, or one that it refers to, is not in", "aws configure list-profiles"],
	},
	ssoSignedOut: {
		all: ["no valid IAM Identity Center session", "aws sso login"],
		own: profile,
	},
	loginExpired: {
		all: ["no valid session of `aws login`", "Run `aws login --profile <name>`"],
		own: profile,
	},
	unknownSsoSession: {
		all: [
			"names an `sso_session` that the AWS configuration file does not define",
			"aws configure sso-session",
		],
	},
	credentialProcessFailed: {
		all: ["the `credential_process` of the AWS profile failed", "Run that command by itself"],
	},
	wrongAccount: {
		given: { accounts: { actual: "111111111111", allowed: ["222222222222"], forbidden: ["333333333333"] } },
		all: [
			"the credentials belong to AWS account 111111111111, which must not be called (allowed: 222222222222; forbidden: 333333333333). ",
			"or correct `allowedAccountIds` or `forbiddenAccountIds`.",
		],
	},
	badCredentials: {
		given: { code: "ExpiredTokenException" },
		all: ["AWS rejected the credentials (ExpiredTokenException)", "aws sso login"],
		own: profile,
	},
	badSignature: {
		given: { code: "SignatureDoesNotMatch" },
		all: [
			"AWS rejected the signature of the request (SignatureDoesNotMatch)",
			"the machine's clock",
			"aws sso login",
		],
		own: profile,
	},
	noRegion: {
		all: ["could not determine the AWS Region", ", or set AWS_REGION."],
		own: {
			"of Pulumi": "Run `pulumi config set aws:region <region>`",
			"of a provider resource": 'Set `region` of the provider "emea"',
			"of the command": "Add `--region <region>`",
		},
	},
	unreachable: {
		given: { code: "ECONNREFUSED" },
		all: [
			"could not reach the server (ECONNREFUSED): message of the server. ",
			"Check the network, the proxy, the Region (eu-central-1), and ",
		],
		own: endpoint,
	},
	proxyFailed: {
		given: { host: "proxy.example.com:3128", code: "HTTP 407" },
		all: [
			"the proxy proxy.example.com:3128 did not connect to the server (HTTP 407)",
			"HTTPS_PROXY",
			"NO_PROXY",
		],
		own: again,
	},
	invalidCaBundle: {
		given: { code: "ENOENT" },
		all: ["could not read the file that AWS_CA_BUNDLE names (ENOENT)", "PEM"],
	},
	untrustedCertificate: {
		given: { code: "SELF_SIGNED_CERT_IN_CHAIN" },
		all: [
			"the server's certificate is not trusted (SELF_SIGNED_CERT_IN_CHAIN): message of the server. ",
			"AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, or `ca_bundle` of the AWS profile",
		],
		own: endpoint,
	},
	connectionReset: {
		given: { code: "ECONNRESET", attempts: 3 },
		all: [
			"the connection was reset before the whole response had arrived (ECONNRESET, 3 attempts): message of the",
			"any proxy or firewall",
		],
		own: again,
	},
	timeout: {
		given: { code: "TimeoutError", attempts: 1 },
		all: ["the server did not respond in time (TimeoutError, one attempt): message of the server. "],
		own: {
			"of Pulumi": "`pulumi config set cognito-feedback:requestTimeout 60`",
			"of a provider resource": '`requestTimeout` of the provider "emea"',
			"of the command": "`--request-timeout 60`",
		},
	},
	plainHttp: {
		given: { host: "192.0.2.1" },
		all: ["refused to send usernames and session tokens to 192.0.2.1 over plain HTTP", "AWS_ENDPOINT_URL"],
		own: {
			"of Pulumi": "or allow plain HTTP with `pulumi config set cognito-feedback:allowPlainHttp true`.",
			"of a provider resource": 'or allow plain HTTP with `allowPlainHttp` of the provider "emea".',
			"of the command": "or allow plain HTTP with `--allow-plain-http`.",
		},
	},
	invalidEndpoint: {
		all: ["the endpoint is not a URL. ", "AWS_ENDPOINT_URL"],
		own: endpoint,
	},
	redirect: {
		given: { status: 302 },
		all: ["unexpected redirect (HTTP 302)", "not followed", "proxy"],
		own: endpoint,
	},
	foreignResponse: {
		given: { status: 502 },
		all: ["the response (HTTP 502) is not from Amazon Cognito", "proxy"],
		own: endpoint,
	},
	endlessPages: {
		given: { detail: "repeated a page token" },
		all: ["Cognito repeated a page token. Run the command again, or "],
		own: {
			"of Pulumi": "set `cognito-feedback:eventLookup` to `optional`",
			"of a provider resource": "set `cognito-feedback:eventLookup` to `optional`",
			"of the command": "name the users with `--username`.",
		},
	},
	cancelled: {
		all: ["the run was cancelled before this request. Run the command again to continue."],
	},
	unexpected: {
		given: { code: "BrandNewException" },
		all: ["BrandNewException: message of the server. "],
		own: again,
	},
};

describe("A failure", () => {
	for (const [kind, { given, all, own }] of Object.entries(expected) as [FailureKind, Expected][]) {
		it(`of the kind ${kind} is explained with the problem and the fix, in each program`, () => {
			const failure = { kind, ...submitting, detail: "message of the server", ...given };
			for (const [program, explain] of Object.entries(programs) as [Program, (typeof programs)[Program]][]) {
				const message = explain(failure);
				expect(message).to.match(/^event e1 in user pool eu-central-1_A: [^\n]+\. [^\n]+\.$/);
				for (const part of [...all, own?.[program] ?? ""]) expect(message).to.include(part);
				expect(message).not.to.match(/undefined|\.\./);
			}
		});

		it(`of the kind ${kind} is explained by the command without Pulumi's terms`, () => {
			const message = programs["of the command"]({ kind, ...submitting, detail: "a detail", ...given });
			expect(message).not.to.match(/pulumi|stack configuration|\bdrift\b|getAuthEvents|cognito-feedback:/i);
		});
	}

	it("of a listing names the pool and the listing's IAM action, and no event", () => {
		const denied = programs["of Pulumi"]({ kind: "accessDenied", ...listing, detail: "no" });
		expect(denied)
			.to.match(/^user pool eu-central-1_A: /)
			.and.include("Grant the IAM action cognito-idp:AdminListUserAuthEvents");
		const throttled = programs["of Pulumi"]({ kind: "throttled", ...listing, detail: "no" });
		expect(throttled).to.include(
			"quota for listing events (UserResourceRead, 50 requests a second), which AWS can raise",
		);
		const users = programs["of the command"]({ kind: "throttled", ...listing, operation: "ListUsers" });
		expect(users).to.include(
			"quota for listing users (UserList, 30 requests a second), which AWS does not raise",
		);
		const notFound = programs["of Pulumi"]({ kind: "notFound", ...listing, detail: "no" });
		expect(notFound).to.include("could not find the user pool: no. ");
	});

	it("names the Region that was called, for example a replica's", () => {
		const replica = { ...listing, userPoolId: "us-east-1_Example1", region: "us-west-2" };
		expect(programs["of Pulumi"]({ kind: "accessDenied", ...replica })).to.include(
			"on arn:aws:cognito-idp:us-west-2:<account>:userpool/us-east-1_Example1.",
		);
		expect(programs["of Pulumi"]({ kind: "unreachable", ...replica })).to.include("the Region (us-west-2)");
	});

	for (const [region, partition] of [
		["eu-central-1", "aws"],
		["us-gov-west-1", "aws-us-gov"],
		["cn-north-1", "aws-cn"],
		["us-iso-east-1", "aws-iso"],
		["us-isob-east-1", "aws-iso-b"],
		["eusc-de-east-1", "aws-eusc"],
	])
		it(`names the permission in the partition of the Region: ${region}`, () => {
			const denied = { kind: "accessDenied", ...listing, userPoolId: `${region}_Ab9` } as const;
			for (const explain of Object.values(programs))
				expect(explain(denied)).to.include(
					`on arn:${partition}:cognito-idp:${region}:<account>:userpool/${region}_Ab9.`,
				);
		});

	it("never quotes the server on a missing user, because it may name the user", () => {
		for (const explain of Object.values(programs))
			expect(explain({ kind: "userNotFound", ...listing, detail: "alice" })).not.to.include("alice");
	});

	it("does not claim what the pool's ID and the response do not show", () => {
		const local = { ...listing, userPoolId: "local_A" };
		expect(programs["of Pulumi"]({ kind: "unreachable", ...local })).to.include("the Region (as configured)");
		expect(programs["of Pulumi"]({ kind: "accessDenied", ...local })).to.include("cognito-idp:<region>:");
		expect(programs["of Pulumi"]({ kind: "foreignResponse", ...local })).to.include("(HTTP unknown)");
	});
});

describe("An event that does not exist", () => {
	const words = stackWords("aws");
	const event = { userPoolId: "eu-central-1_A", eventId: "e1" };
	const missing = (searched: { events: number; from?: string; to?: string }) =>
		explainNotFound(event, { outcome: "notFound", searched }, words);

	it("is explained with the searched period", () => {
		const subject = "event e1 in user pool eu-central-1_A does not exist: ";
		expect(missing({ events: 0 })).to.include(`${subject}Cognito lists no events for the user. Check`);
		expect(missing({ events: 1 })).to.include(
			`${subject}searched the 1 event that Cognito lists for the user.`,
		);
		expect(missing({ events: 7, from: "2026-11-01T08:00:00Z", to: "2026-11-20T08:00:00Z" })).to.include(
			`${subject}searched all 7 events that Cognito lists for the user, from 2026-11-01T08:00:00Z to 2026-11-20T08:00:00Z.`,
		);
	});

	it("is explained with the failure if its user does not exist", () => {
		const error = new CognitoError({ kind: "userNotFound", ...listing });
		expect(explainNotFound(event, { outcome: "notFound", searched: { events: 0 }, error }, words)).to.match(
			/^event e1 in user pool eu-central-1_A: the user pool has no user with this username\. /,
		);
	});
});
