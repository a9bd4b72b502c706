import { expect } from "chai";
import fc from "fast-check";
import { classify } from "#provider/cognito/classify";
import { CognitoError, type FailureKind } from "#provider/cognito/cognitoError";
import { printable } from "#provider/cognito/printable";
import { codePoint, hostileTexts } from "../../support/anyText.ts";
import { steeringIn } from "../../support/steering.ts";

const submitting = {
	operation: "AdminUpdateAuthEventFeedback",
	userPoolId: "eu-central-1_A",
	eventId: "e1",
} as const;

/** An error as the SDK or Node.js throws it. */
function thrown(name: string, fields: object = {}): Error {
	return Object.assign(new Error(`message of ${name}.`), { name, ...fields });
}

/** The SDK's error for an unknown error response: it has every field of the response. */
function fromResponse(name: string, response: object): Error {
	const error = thrown(name, { $metadata: { httpStatusCode: 400, attempts: 1 } });
	for (const [field, value] of Object.entries(response)) Reflect.set(error, field, value);
	return error;
}

const failureOf = (error: unknown) => classify(error, submitting).failure;

describe("An error of a request", () => {
	for (const [name, fields, kind] of [
		["InvalidParameterException", {}, "invalidParameter"],
		["ResourceNotFoundException", {}, "notFound"],
		["UserNotFoundException", {}, "userNotFound"],
		["NotAuthorizedException", {}, "notAuthorized"],
		["UserPoolAddOnNotEnabledException", {}, "threatProtectionOff"],
		["OperationNotEnabledException", {}, "operationNotEnabled"],
		["InternalErrorException", {}, "internalError"],
		["TooManyRequestsException", {}, "throttled"],
		["ThrottlingException", {}, "throttled"],
		["LimitExceeded", { $metadata: { httpStatusCode: 429 } }, "throttled"],
		["AccessDeniedException", {}, "accessDenied"],
		["CredentialsProviderError", {}, "noCredentials"],
		["TokenProviderError", {}, "noCredentials"],
		["ExpiredTokenException", {}, "badCredentials"],
		["ExpiredToken", {}, "badCredentials"],
		["UnrecognizedClientException", {}, "badCredentials"],
		["InvalidSignatureException", {}, "badSignature"],
		["SignatureDoesNotMatch", {}, "badSignature"],
		["RequestExpired", {}, "badSignature"],
		["Error", { message: "Region is missing" }, "noRegion"],
		["PlainHttpError", { host: "192.0.2.1" }, "plainHttp"],
		["TypeError", { code: "ERR_INVALID_URL" }, "invalidEndpoint"],
		["Unknown", { $metadata: { httpStatusCode: 302 } }, "redirect"],
		["AccessDeniedException", { $response: { statusCode: 307 } }, "redirect"],
		["Error", { code: "ECONNREFUSED" }, "unreachable"],
		["Error", { code: "ENOTFOUND" }, "unreachable"],
		["Error", { code: "EAI_AGAIN" }, "unreachable"],
		["Error", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "untrustedCertificate"],
		["AggregateError", { errors: [{ code: "ENETUNREACH" }, { code: "ECONNREFUSED" }] }, "unreachable"],
		["TimeoutError", { code: "ECONNRESET" }, "connectionReset"],
		["TimeoutError", { code: "EPIPE" }, "connectionReset"],
		["Error", { code: "ECONNRESET", message: "aborted" }, "connectionReset"],
		["TimeoutError", { code: "ETIMEDOUT" }, "timeout"],
		["TimeoutError", {}, "timeout"],
		["AbortError", {}, "timeout"],
		["SyntaxError", { $response: { statusCode: 502 } }, "foreignResponse"],
		["Unknown", { $metadata: { httpStatusCode: 403 }, $response: {} }, "foreignResponse"],
		["NewException", {}, "unexpected"],
		["__proto__", {}, "unexpected"],
		["constructor", {}, "unexpected"],
		["toString", {}, "unexpected"],
	] as const satisfies readonly (readonly [string, object, FailureKind])[]) {
		it(`has the kind ${kind}: ${name} ${Object.keys(fields).length > 0 ? JSON.stringify(fields) : ""}`, () => {
			expect(failureOf(thrown(name, fields))).to.include({ kind, ...submitting });
		});
	}

	it("is converted to data: code, message without its full stop, attempts, status and host", () => {
		const $metadata = { attempts: 3, httpStatusCode: 400 };
		expect(failureOf(thrown("NewException", { $metadata }))).to.deep.equal({
			kind: "unexpected",
			...submitting,
			code: "NewException",
			detail: "message of NewException",
			attempts: 3,
			status: 400,
			mayHaveArrived: true,
		});
		expect(failureOf(thrown("SyntaxError", { $response: { statusCode: 502 } })).status).to.equal(502);
		expect(failureOf(thrown("PlainHttpError", { host: "192.0.2.1" })).host).to.equal("192.0.2.1");
	});

	it("of a connection has the code of one of the attempted addresses", () => {
		const errors = [{ code: "ECONNREFUSED" }, { code: "ENETUNREACH" }];
		expect(failureOf(thrown("AggregateError", { message: "", errors }))).to.include({
			code: "ECONNREFUSED",
			detail: "(no message)",
		});
	});

	for (const [name, fields, mayHaveArrived] of [
		["ResourceNotFoundException", {}, false],
		["AccessDeniedException", {}, false],
		["PlainHttpError", {}, false],
		["OperationNotEnabledException", { $metadata: { httpStatusCode: 400, attempts: 1 } }, false],
		["BrandNewException", { $metadata: { httpStatusCode: 400, attempts: 1 } }, false],
		["BrandNewException", { $metadata: { httpStatusCode: 403 } }, false],
		["BrandNewException", { $metadata: { httpStatusCode: 400, attempts: 2 } }, true],
		["BrandNewException", { $metadata: { httpStatusCode: 500 } }, true],
		["UnknownError", { $metadata: { httpStatusCode: 403 } }, true],
		["SyntaxError", { $metadata: { httpStatusCode: 400 } }, true],
		["Error", { code: "ECONNREFUSED", syscall: "connect" }, false],
		["Error", { code: "ETIMEDOUT", syscall: "connect" }, false],
		["Error", { code: "ETIMEDOUT", syscall: "read" }, true],
		["Error", { code: "ENOTFOUND", syscall: "getaddrinfo" }, false],
		["Error", { code: "SELF_SIGNED_CERT_IN_CHAIN" }, false],
		["Error", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }, false],
		[
			"AggregateError",
			{ errors: [{ code: "ECONNREFUSED" }, { code: "ENETUNREACH", syscall: "connect" }] },
			false,
		],
		["AggregateError", { errors: [{ code: "ECONNREFUSED" }, { code: "ECONNRESET" }] }, true],
		["TimeoutError", { message: "the request socket did not establish a connection with the server" }, false],
		["BrandNewException", { code: "ECONNREFUSED", $metadata: { httpStatusCode: 500 } }, true],
		["ExpiredTokenException", { $metadata: { attempts: 1 } }, false],
		["ExpiredTokenException", { $metadata: { attempts: 2 } }, true],
		["InternalErrorException", {}, true],
		["AccessDeniedException", { $response: { statusCode: 302 } }, true],
		["TimeoutError", {}, true],
		["Error", { code: "ECONNRESET" }, true],
		["SyntaxError", {}, true],
	] as const) {
		it(`leaves ${mayHaveArrived ? "open whether" : "no doubt that nothing of"} the request was carried out: ${name} ${JSON.stringify(fields)}`, () => {
			expect(failureOf(thrown(name, fields)).mayHaveArrived).to.equal(mayHaveArrived);
		});
	}

	for (const name of ["CredentialsProviderError", "ExpiredToken", "SignatureDoesNotMatch"]) {
		it(`of credentials quotes neither AWS nor the SDK, which may name a profile or a token: ${name}`, () => {
			expect(failureOf(thrown(name)))
				.to.include({ code: name })
				.and.not.to.have.property("detail");
		});
	}

	it("is redacted, its code as well", () => {
		const redact = (text: string) => text.replaceAll("canary", "[redacted]");
		for (const name of [
			"NewException",
			"InvalidParameterException",
			"AccessDenied",
			"Throttling",
			"canary",
		]) {
			const { failure, message } = classify(thrown(name, { message: "the canary sings" }), {
				...submitting,
				redact,
			});
			expect(failure.detail).to.equal("the [redacted] sings");
			expect(JSON.stringify([failure, message])).not.to.contain("canary");
		}
	});

	it("is safe to print and short, whatever a server sends", () => {
		for (const text of [...hostileTexts, "x".repeat(1_000_000)]) {
			for (const error of [thrown("InvalidParameterException", { message: text }), thrown(text)]) {
				for (const part of [failureOf(error).detail ?? "", failureOf(error).code ?? ""]) {
					expect(steeringIn(part)).to.deep.equal([]);
					expect(part).not.to.contain("\n");
					expect(part.length).to.be.at.most(1_001);
				}
			}
		}
	});

	const clearScreen = "\x1b[2J";
	for (const [what, name, response] of [
		["its name", `New${clearScreen}Exception`, {}],
		["its message", "InvalidParameterException", { message: clearScreen }],
		["its code", "NewException", { code: `${clearScreen}CERT` }],
		["a code among several", "NewException", { errors: [{ code: `${clearScreen}CERT` }] }],
	] as const) {
		it(`has a replacement for terminal control characters in ${what}`, () => {
			const { code, detail } = failureOf(fromResponse(name, response));
			expect(`${code} ${detail}`).to.include("\ufffd[2J").and.not.include("\x1b");
		});
	}

	it("is classified whatever the fields of a response contain", () => {
		const name = fc.oneof(
			fc.constantFrom("InvalidParameterException", "AccessDeniedException", "SyntaxError", "TimeoutError"),
			fc.string({ unit: codePoint }),
		);
		const value = fc.oneof(fc.jsonValue(), fc.string({ unit: codePoint }), fc.constant([null]));
		const response = fc.record(
			{ name: value, message: value, code: value, errors: value, toString: value },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(name, response, (named, fields) => {
				const { kind, code = "", detail = "" } = failureOf(fromResponse(named, fields));
				expect(kind).to.be.a("string");
				for (const part of [code, detail]) expect(part).to.equal(printable(part));
			}),
			{ numRuns: 300 },
		);
	});

	for (const value of ["a text", undefined, null, 7, {}, Object.create(null)]) {
		it(`may be any thrown value: ${value === undefined ? "undefined" : JSON.stringify(value)}`, () => {
			expect(failureOf(value)).to.include({ kind: "unexpected", ...submitting });
		});
	}

	it("stays unchanged if it is already classified", () => {
		const classified = new CognitoError({ kind: "accessDenied", ...submitting });
		expect(classify(classified, { ...submitting, eventId: "e2" })).to.equal(classified);
	});
});
