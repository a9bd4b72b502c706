import { expect } from "chai";
import type { EmulatorFaultRule } from "#provider/emulator/index";
import { type EmulatorUnderTest, emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith } from "../../support/emulatorContent.ts";

const updateTarget = "AWSCognitoIdentityProviderService.AdminUpdateAuthEventFeedback";
const submission = {
	UserPoolId: "eu-central-1_Test",
	Username: "alice",
	EventId: "e1",
	FeedbackValue: "Valid",
};

/** Submits feedback on the event `e1`, without an SDK. */
function post({ emulator }: EmulatorUnderTest): Promise<Response> {
	return fetch(emulator.endpoint, {
		method: "POST",
		headers: {
			authorization: "AWS4-HMAC-SHA256 Credential=anybody",
			"content-type": "application/x-amz-json-1.1",
			"x-amz-target": updateTarget,
		},
		body: JSON.stringify(submission),
		redirect: "manual",
	});
}

/** The emulator's feedback on the event `e1`. */
function held({ emulator }: EmulatorUnderTest): string | undefined {
	const [alice] = emulator.content().UserPools[0]?.Users ?? [];
	return alice?.AuthEvents?.[0]?.EventFeedback?.FeedbackValue;
}

/** The error code of a broken connection. */
async function brokenBy(response: Promise<unknown>): Promise<unknown> {
	const error = await response.then(
		() => expect.fail("the connection did not break"),
		(reason: Error) => reason,
	);
	return (error.cause as { code?: unknown } | undefined)?.code ?? (error as { code?: unknown }).code;
}

describe("emulator: faults", () => {
	const start = emulators();
	const content = aliceWith({ EventId: "e1" });
	const startWith = (...faults: EmulatorFaultRule[]) => start({ content, faults });

	/** Starts an emulator that reports when this many requests have arrived. */
	async function startAndNote(count: number, ...faults: EmulatorFaultRule[]) {
		const arrived = Promise.withResolvers<void>();
		let left = count;
		const onRequest = () => {
			if (--left === 0) arrived.resolve();
		};
		return { one: await start({ content, faults, onRequest }), arrived: arrived.promise };
	}

	for (const [fault, code, status, message] of [
		["throttled", "TooManyRequestsException", 429, "Rate exceeded"],
		["internalError", "InternalErrorException", 500, "Something went wrong"],
		[
			"expiredCredentials",
			"ExpiredTokenException",
			400,
			"The security token included in the request is expired",
		],
		[
			"operationNotEnabled",
			"OperationNotEnabledException",
			400,
			"AdminUpdateAuthEventFeedback is not enabled for this user pool in this Region.",
		],
		[
			"accessDenied",
			"AccessDeniedException",
			400,
			"User: arn:aws:iam::123456789012:user/reviewer is not authorized to perform: cognito-idp:AdminUpdateAuthEventFeedback on resource: arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Test because no identity-based policy allows the cognito-idp:AdminUpdateAuthEventFeedback action",
		],
	] as const) {
		it(`${fault} is ${code}, HTTP ${status}, and changes nothing`, async () => {
			const one = await startWith({ fault });
			const response = await post(one);
			expect(response.status).to.equal(status);
			expect(response.headers.get("x-amzn-errortype")).to.equal(code);
			expect(await response.json()).to.deep.equal({ __type: code, message });
			expect(await refusalOf(one.give("e1", "Valid"))).to.deep.equal({ name: code, message, status });
			expect(held(one)).to.equal(undefined);
		});
	}

	it("accessDenied for one operation leaves the other alone", async () => {
		const one = await startWith({ fault: "accessDenied", operation: "AdminListUserAuthEvents" });
		expect((await post(one)).status).to.equal(200);
		expect((await refusalOf(one.list())).message).to.contain(
			"is not authorized to perform: cognito-idp:AdminListUserAuthEvents on",
		);
	});

	for (const takesEffect of [false, true]) {
		const effect = takesEffect ? "after the operation took effect" : "before the operation took effect";
		const expected = takesEffect ? "Valid" : undefined;

		it(`reset ends the connection ${effect}`, async () => {
			const one = await startWith({ fault: "reset", takesEffect });
			expect(await brokenBy(post(one))).to.equal("ECONNRESET");
			expect(await brokenBy(one.give("e1", "Valid"))).to.equal("ECONNRESET");
			expect(held(one)).to.equal(expected);
		});

		it(`silence never sends a response, ${effect}, until the emulator is closed`, async () => {
			const { one, arrived } = await startAndNote(2, {
				fault: "silence",
				takesEffect,
				operation: "AdminUpdateAuthEventFeedback",
			});
			const [raw, sdk] = [brokenBy(post(one)), brokenBy(one.give("e1", "Valid"))];
			await arrived;
			// A later request would not get a response before them.
			await one.list();
			const pending = Symbol("no response");
			expect(await Promise.race([raw, sdk, Promise.resolve(pending)])).to.equal(pending);
			expect(held(one)).to.equal(expected);
			await one.emulator.close();
			expect(await Promise.all([raw, sdk])).to.deep.equal(["UND_ERR_SOCKET", "ECONNRESET"]);
		});

		it(`internalError can come ${effect}`, async () => {
			const one = await startWith({ fault: "internalError", takesEffect });
			expect((await post(one)).status).to.equal(500);
			expect(held(one)).to.equal(expected);
		});

		for (const [status, title] of [
			[502, "Bad Gateway"],
			[503, "Service Unavailable"],
		] as const) {
			it(`proxyError is a page of HTML with HTTP ${status}, ${effect}`, async () => {
				const one = await startWith({ fault: "proxyError", status, takesEffect });
				const response = await post(one);
				expect(response.status).to.equal(status);
				expect(response.headers.get("content-type")).to.equal("text/html");
				expect(await response.text())
					.to.match(/^<html>/)
					.and.contain(`<h1>${status} ${title}</h1>`);
				expect((await refusalOf(one.give("e1", "Valid"))).status).to.equal(status);
				expect(held(one)).to.equal(expected);
			});
		}
	}

	it("proxyError is HTTP 502 where nothing is said", async () => {
		expect((await post(await startWith({ fault: "proxyError" }))).status).to.equal(502);
	});

	it("cutShort ends the connection in the middle of the body, after the operation took effect", async () => {
		const one = await startWith({ fault: "cutShort" });
		const response = await post(one);
		expect(response.status).to.equal(200);
		expect(response.headers.get("content-length")).to.equal("2");
		const reader = response.body?.getReader();
		expect(new TextDecoder().decode((await reader?.read())?.value)).to.equal("{");
		expect(await brokenBy(reader?.read() ?? Promise.resolve())).to.equal("UND_ERR_SOCKET");
		expect(await brokenBy(one.list())).to.equal("ECONNRESET");
		expect(held(one)).to.equal("Valid");
	});

	it("badJson sends a body of full length that is not JSON, after the operation took effect", async () => {
		const one = await startWith({ fault: "badJson" });
		const response = await post(one);
		const body = await response.text();
		expect(response.status).to.equal(200);
		expect(response.headers.get("content-length")).to.equal(String(body.length));
		expect(() => JSON.parse(body)).to.throw(SyntaxError);
		expect((await refusalOf(one.list())).name).to.equal("SyntaxError");
		expect(held(one)).to.equal("Valid");
	});

	it("redirect is HTTP 302 to where the rule says, and changes nothing", async () => {
		const one = await startWith({ fault: "redirect", location: "https://proxy.example.com/login" });
		const response = await post(one);
		expect(response.status).to.equal(302);
		expect(response.headers.get("location")).to.equal("https://proxy.example.com/login");
		expect((await refusalOf(one.give("e1", "Valid"))).status).to.equal(302);
		expect(held(one)).to.equal(undefined);
	});

	it("slow responds as usual, and late", async () => {
		const one = await startWith({ fault: "slow", delay: 200 });
		const begun = performance.now();
		const response = await post(one);
		expect(performance.now() - begun).to.be.greaterThan(190);
		expect(await response.text()).to.equal("{}");
		await one.give("e1", "Invalid");
		expect(held(one)).to.equal("Invalid");
	});

	for (const takesEffect of [true, false]) {
		it(`slow ends at once when the emulator is closed, ${takesEffect ? "" : "not "}taking effect before`, async () => {
			const { one, arrived } = await startAndNote(1, {
				fault: "slow",
				delay: 3_600_000,
				takesEffect,
				operation: "AdminUpdateAuthEventFeedback",
			});
			const response = brokenBy(post(one));
			await arrived;
			await one.list();
			await one.emulator.close();
			expect(await response).to.equal("UND_ERR_SOCKET");
			expect(held(one)).to.equal(takesEffect ? "Valid" : undefined);
		});
	}

	it("does not affect the connections of others", async () => {
		const one = await startWith({ fault: "reset", when: { request: 1 } });
		const [broken, whole] = await Promise.allSettled([post(one), one.list()]);
		expect([broken.status, whole.status].sort()).to.deep.equal(["fulfilled", "rejected"]);
	});

	it("is recorded with the request that it struck", async () => {
		const rule: EmulatorFaultRule = { fault: "throttled", when: { request: 2 } };
		const one = await startWith(rule);
		for (let count = 0; count < 3; count++) await post(one);
		const request = { operation: "AdminUpdateAuthEventFeedback", input: submission };
		expect(one.emulator.requests).to.deep.equal([request, { ...request, fault: rule }, request]);
	});

	it("does not change the operation's errors if a response arrives", async () => {
		const one = await startWith({ fault: "slow", delay: 1 });
		expect((await refusalOf(one.give("none", "Valid"))).name).to.equal("ResourceNotFoundException");
	});

	it("can be replaced, which restarts the count, and ended", async () => {
		const one = await startWith({ fault: "throttled", when: { request: 2 } });
		const statuses = async () => [(await post(one)).status, (await post(one)).status];
		expect(await statuses()).to.deep.equal([200, 429]);
		one.emulator.inject([{ fault: "internalError", when: { request: 2 } }]);
		expect(await statuses()).to.deep.equal([200, 500]);
		one.emulator.inject([{ fault: "internalError" }]);
		expect(await statuses()).to.deep.equal([500, 500]);
		one.emulator.inject([]);
		expect(await statuses()).to.deep.equal([200, 200]);
	});

	it("strikes the same requests for the same seed, at the start and later", async () => {
		const faults: EmulatorFaultRule[] = [{ fault: "throttled", when: { probability: 0.5 } }];
		const one = await start({ content, faults, faultSeed: 7 });
		const statuses = async () => {
			const all: number[] = [];
			for (let count = 0; count < 16; count++) all.push((await post(one)).status);
			return all;
		};
		const first = await statuses();
		expect(new Set(first)).to.deep.equal(new Set([200, 429]));
		one.emulator.inject(faults, 7);
		expect(await statuses()).to.deep.equal(first);
		one.emulator.inject(faults, 8);
		expect(await statuses()).not.to.deep.equal(first);
	});

	it("is rejected if a rule is invalid, and the earlier ones continue", async () => {
		const wrong = [{ fault: "none" }] as unknown as EmulatorFaultRule[];
		await start({ faults: wrong }).then(
			() => expect.fail("it started"),
			(error: Error) => expect(error.message).to.contain("faults[0].fault: expected one of throttled,"),
		);
		const one = await startWith({ fault: "throttled" });
		expect(() => one.emulator.inject(wrong)).to.throw("faults[0].fault");
		expect((await post(one)).status).to.equal(429);
	});
});
