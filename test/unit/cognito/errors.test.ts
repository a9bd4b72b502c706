import { expect } from "chai";
import { explain } from "#provider/cognito/errors";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { hostileTexts } from "../../support/anyText.ts";
import { steeringIn } from "../../support/steering.ts";

const submitting = {
	operation: "AdminUpdateAuthEventFeedback",
	userPoolId: "eu-central-1_A",
	eventId: "e1",
} as const;
const listing = { operation: "AdminListUserAuthEvents", userPoolId: "eu-central-1_A" } as const;

/** An error as the SDK or Node.js throws it. */
function thrown(name: string, fields: object = {}): Error {
	return Object.assign(new Error(`said by ${name}.`), { name }, fields);
}

const inMessage: readonly (readonly [string, object, readonly string[]])[] = [
	["InvalidParameterException", {}, ["refused a parameter: said by", "Correct that argument"]],
	["ResourceNotFoundException", {}, ["does not find the user pool or the event: said by", "Check the IDs"]],
	["TooManyRequestsException", {}, ["throttled", "UserResourceUpdate", "quota"]],
	["NotAuthorizedException", {}, ["did not authorize the request: said by", "not disabled"]],
	["UserNotFoundException", {}, ["no user of the given username", "`sub`"]],
	["UserPoolAddOnNotEnabledException", {}, ["threat protection is off", "Plus feature plan", "audit-only"]],
	[
		"InternalErrorException",
		{ $metadata: { attempts: 3 } },
		["internal error", "3 attempts", "Run the command again"],
	],
	[
		"AccessDeniedException",
		{},
		[
			"not permitted to call cognito-idp:AdminUpdateAuthEventFeedback",
			"Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback on arn:aws:cognito-idp:eu-central-1:<account>:userpool/eu-central-1_A",
		],
	],
	["CredentialsProviderError", {}, ["no AWS credentials", "aws sso login", "aws:profile"]],
	["TokenProviderError", {}, ["no AWS credentials", "aws sso login"]],
	["ExpiredTokenException", {}, ["does not accept the credentials (ExpiredTokenException)", "Sign in again"]],
	["UnrecognizedClientException", {}, ["does not accept the credentials", "Sign in again"]],
	["InvalidSignatureException", {}, ["does not accept the signature", "clock", "Sign in again"]],
	["SignatureDoesNotMatch", {}, ["the credentials make (SignatureDoesNotMatch)", "Sign in again"]],
	["PlainHttpError", { host: "192.0.2.1" }, ["the endpoint is 192.0.2.1 over plain HTTP", "allowPlainHttp"]],
	["TypeError", { code: "ERR_INVALID_URL" }, ["the endpoint is not a URL", "AWS_ENDPOINT_URL"]],
	["Unknown", { $metadata: { httpStatusCode: 302 } }, ["a redirect (HTTP 302)", "not followed", "proxy"]],
	["Error", { message: "Region is missing" }, ["Region cannot be told", "pulumi config set aws:region"]],
	["Error", { code: "ECONNREFUSED" }, ["cannot be reached (ECONNREFUSED)", "cognito-feedback:endpoint"]],
	["Error", { code: "ENOTFOUND" }, ["cannot be reached (ENOTFOUND)", "Check the network"]],
	["Error", { code: "EAI_AGAIN" }, ["cannot be reached (EAI_AGAIN)", "Check the network"]],
	["Error", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, ["cannot be reached", "the proxy"]],
	[
		"AggregateError",
		{ message: "", errors: [{ code: "ECONNREFUSED" }, { code: "ECONNREFUSED" }] },
		["cannot be reached (ECONNREFUSED)", "Check the network"],
	],
	[
		"TimeoutError",
		{ $metadata: { attempts: 3 } },
		["did not answer in time, in 3 attempts", "requestTimeout"],
	],
	["AbortError", {}, ["did not answer in time", "Check the network"]],
	[
		"SyntaxError",
		{ $response: { statusCode: 502 } },
		["HTTP 502", "not one that Amazon Cognito gives", "proxy"],
	],
	["Unknown", { $metadata: { httpStatusCode: 403 }, $response: {} }, ["HTTP 403", "proxy"]],
	["NewException", {}, ["NewException: said by NewException", "Run the command again"]],
	["__proto__", {}, ["said by __proto__"]],
	["constructor", {}, ["said by constructor"]],
	["toString", {}, ["said by toString"]],
];

describe("an error of a request, explained", () => {
	for (const [name, fields, parts] of inMessage) {
		it(`${name} ${Object.keys(fields).length > 0 ? JSON.stringify(fields) : ""}`, () => {
			const error = explain(thrown(name, fields), submitting);
			expect(error).to.be.instanceOf(FeedbackError);
			expect(error.message).to.match(/^event e1 in user pool eu-central-1_A: /);
			for (const part of parts) expect(error.message).to.contain(part);
			expect(error.message).not.to.match(/\n|undefined|\.\.|\bat .*:\d+:\d+/);
		});
	}

	for (const [name, kind] of [
		["ResourceNotFoundException", "poolOrEventNotFound"],
		["UserNotFoundException", "userNotFound"],
		["AccessDeniedException", "accessDenied"],
		["NotAuthorizedException", "other"],
		["UserPoolAddOnNotEnabledException", "other"],
		["InternalErrorException", "other"],
	] as const) {
		it(`${name} is of the kind ${kind}`, () => {
			expect(explain(thrown(name), listing).kind).to.equal(kind);
		});
	}

	for (const [name, fields, isInDoubt] of [
		["ResourceNotFoundException", {}, false],
		["AccessDeniedException", {}, false],
		["ExpiredTokenException", { $metadata: { attempts: 1 } }, false],
		["ExpiredTokenException", { $metadata: { attempts: 2 } }, true],
		["InternalErrorException", {}, true],
		["TimeoutError", {}, true],
		["Error", { code: "ECONNRESET" }, true],
		["SyntaxError", {}, true],
	] as const) {
		it(`${name} ${JSON.stringify(fields)} leaves ${isInDoubt ? "" : "not "}in doubt whether it was done`, () => {
			expect(explain(thrown(name, fields), submitting).isInDoubt).to.equal(isInDoubt);
		});
	}

	it("of listing names the pool, the other IAM action and no event", () => {
		const { message } = explain(thrown("AccessDeniedException"), listing);
		expect(message)
			.to.match(/^user pool eu-central-1_A: /)
			.and.to.contain("Grant the IAM action cognito-idp:AdminListUserAuthEvents");
		expect(explain(thrown("ResourceNotFoundException"), listing).message).not.to.contain("or the event");
	});

	it("never repeats the message of a user that is not found, which may name the user", () => {
		expect(explain(thrown("UserNotFoundException"), submitting).message).not.to.contain("said by");
	});

	for (const name of [
		"CredentialsProviderError",
		"TokenProviderError",
		"ExpiredToken",
		"SignatureDoesNotMatch",
	]) {
		it(`${name} is told without what AWS or the SDK says, which may name a profile or repeat a token`, () => {
			const { message } = explain(thrown(name), submitting);
			expect(message).to.contain(`(${name})`).and.not.to.contain("said by");
		});
	}

	it("leaves out of what is said whatever it is told to", () => {
		const redact = (text: string) => text.replaceAll("canary", "[redacted]");
		const fields = { message: "the canary sings" };
		for (const name of [
			"NewException",
			"InvalidParameterException",
			"AccessDenied",
			"Throttling",
			"canary",
		]) {
			const { message } = explain(thrown(name, fields), { ...submitting, redact });
			expect(message).to.contain("the [redacted] sings").and.not.to.contain("canary");
		}
	});

	it("is safe to print and not long, whatever a server says", () => {
		for (const text of [...hostileTexts, "x".repeat(1_000_000)]) {
			for (const error of [thrown("InvalidParameterException", { message: text }), thrown(text)]) {
				const { message } = explain(error, submitting);
				expect(steeringIn(message)).to.deep.equal([]);
				expect(message).not.to.contain("\n");
				expect(message.length).to.be.below(3_000);
			}
		}
	});

	it("that is explained already stays as it is", () => {
		const explained = new FeedbackError("what and what to do", "accessDenied");
		expect(explain(explained, submitting)).to.equal(explained);
	});

	for (const value of ["a text", undefined, null, 7, {}, Object.create(null)]) {
		it(`that is no error but ${value === undefined ? "undefined" : JSON.stringify(value)} is explained too`, () => {
			expect(explain(value, submitting).message).to.match(/^event e1 in user pool eu-central-1_A: .+/);
		});
	}

	it("says that there was no message where there was none", () => {
		expect(explain(thrown("NewException", { message: "" }), submitting).message).to.contain("(no message)");
	});
});
