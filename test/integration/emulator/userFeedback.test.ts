import {
	AdminGetUserCommand,
	UpdateAuthEventFeedbackCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { CustomEmailSenderTriggerEvent } from "aws-lambda";
import { expect } from "chai";
import type { EmulatorNotification, EmulatorOptions } from "#provider/emulator/index";
import { type EmulatorUnderTest, emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, poolWith } from "../../support/emulatorContent.ts";

const userPoolId = "eu-central-1_Test";
const suspicious = {
	EventId: "e1",
	EventType: "SignIn",
	CreationDate: "2026-11-20T08:12:00Z",
	EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High" },
	EventContextData: {
		IpAddress: "203.0.113.7",
		DeviceName: "Chrome 141",
		City: "Berlin",
		Country: "Germany",
	},
};

describe("emulator: feedback of a user", () => {
	const start = emulators();

	/** Starts an emulator that notifies `alice` of events, and keeps the notifications. */
	async function notifying(options: EmulatorOptions = {}) {
		const sent: EmulatorNotification[] = [];
		const content = aliceWith(suspicious, { EventId: "e2" });
		const one = await start({ content, customEmailSender: (event) => void sent.push(event), ...options });
		const notify = (eventId: string, username = "alice") =>
			one.emulator.notify({ userPoolId, username, eventId });
		const token = async (eventId: string) => {
			await notify(eventId);
			return sent.at(-1)?.request.userAttributes.FEEDBACK_TOKEN;
		};
		return { one, sent, notify, token };
	}

	const giveFeedback = (one: EmulatorUnderTest, EventId: string, FeedbackToken: string | undefined) =>
		one.client.send(
			new UpdateAuthEventFeedbackCommand({
				UserPoolId: userPoolId,
				Username: "alice",
				EventId,
				FeedbackToken,
				FeedbackValue: "Invalid",
			}),
		);

	it("is requested with the trigger's event, as a Lambda function receives it", async () => {
		const { sent, notify } = await notifying();
		await notify("e1");
		const [event] = sent;
		if (event === undefined) throw new Error("Nothing was sent");
		// Compiles only if it is compatible with the public types of the real event.
		const asTyped: CustomEmailSenderTriggerEvent = event;
		expect(asTyped).to.deep.include({ version: "1", region: "eu-central-1", userPoolId, userName: "alice" });
		const { FEEDBACK_TOKEN, ...evidence } = event.request.userAttributes;
		expect(FEEDBACK_TOKEN).to.match(/^[\w-]{43}$/);
		expect(evidence).to.deep.equal({
			EVENT_ID: "e1",
			USER_NAME: "alice",
			IP_ADDRESS: "203.0.113.7",
			ACCOUNT_TAKE_OVER_ACTION: "NO_ACTION",
			ONE_CLICK_LINK_VALID: "",
			ONE_CLICK_LINK_INVALID: "",
			LOGIN_TIME: "2026-11-20T08:12:00Z",
			CITY: "Berlin",
			COUNTRY: "Germany",
			DEVICE_NAME: "Chrome 141",
		});
	});

	it("is accepted without a signature, and listed as the user's", async () => {
		const now = new Date("2026-11-20T09:00:00Z");
		const { one, token } = await notifying({ now: () => now });
		const FeedbackToken = await token("e1");
		const response = await fetch(one.emulator.endpoint, {
			method: "POST",
			headers: {
				"content-type": "application/x-amz-json-1.1",
				"x-amz-target": "AWSCognitoIdentityProviderService.UpdateAuthEventFeedback",
			},
			body: JSON.stringify({
				UserPoolId: userPoolId,
				Username: "alice",
				EventId: "e1",
				FeedbackToken,
				FeedbackValue: "Invalid",
			}),
		});
		expect([response.status, await response.json()]).to.deep.equal([200, {}]);
		expect((await one.event("e1"))?.EventFeedback).to.deep.equal({
			FeedbackValue: "Invalid",
			Provider: "User",
			FeedbackDate: now,
		});
	});

	it("can be given once with a token", async () => {
		const { one, token } = await notifying();
		const used = await token("e1");
		await giveFeedback(one, "e1", used);
		expect(await refusalOf(giveFeedback(one, "e1", used))).to.deep.equal({
			name: "NotAuthorizedException",
			message: "The feedback token is invalid or was used already.",
			status: 400,
		});
	});

	it("is rejected with the token of another event, which stays valid for its own", async () => {
		const { one, token } = await notifying();
		const ofOther = await token("e2");
		expect(await refusalOf(giveFeedback(one, "e1", ofOther))).to.include({ name: "NotAuthorizedException" });
		expect((await one.event("e1"))?.EventFeedback).to.equal(undefined);
		await giveFeedback(one, "e2", ofOther);
	});

	it("is rejected with an expired or forged token", async () => {
		let now = Date.parse("2026-11-20T09:00:00Z");
		const { one, token } = await notifying({ now: () => new Date(now) });
		const old = await token("e1");
		now += 24 * 60 * 60 * 1000;
		expect(await refusalOf(giveFeedback(one, "e1", old))).to.include({
			name: "NotAuthorizedException",
			message: "The feedback token has expired.",
		});
		expect(await refusalOf(giveFeedback(one, "e1", "made-up"))).to.include({
			name: "NotAuthorizedException",
		});
	});

	it("is rejected with every invalid value of the request, but without the token", async () => {
		const { one } = await notifying();
		const { name, message } = await refusalOf(giveFeedback(one, "e 1", "a secret"));
		expect(name).to.equal("InvalidParameterException");
		expect(message).to.match(/^2 validation errors detected: .*'eventId'.*'feedbackToken'/);
		expect(message).not.to.include("a secret");
	});

	it("cannot be requested for an event that does not exist, or without a sender", async () => {
		const { notify } = await notifying();
		const code = (promise: Promise<void>) => promise.then(undefined, (error) => error.code ?? error.message);
		expect(await code(notify("e9"))).to.equal("ResourceNotFoundException");
		expect(await code(notify("e1", "bob"))).to.equal("UserNotFoundException");
		const silent = await notifying({ customEmailSender: undefined as never });
		expect(await code(silent.notify("e1"))).to.equal(
			"`notify` requires the option `customEmailSender`, which receives the message.",
		);
	});

	it("can use the user's address from AdminGetUser, even with threat protection off", async () => {
		const Attributes = [
			{ Name: "sub", Value: "s1" },
			{ Name: "email", Value: "alice@example.com" },
		];
		const user = { Username: "alice", Attributes, Enabled: true, UserCreateDate: "2026-11-01T00:00:00Z" };
		const one = await start({ content: poolWith([user], "OFF") });
		const get = (Username: string) =>
			one.client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username }));
		const { $metadata: _, ...found } = await get("s1");
		expect(found).to.deep.equal({
			Username: "alice",
			UserAttributes: Attributes,
			Enabled: true,
			UserCreateDate: new Date("2026-11-01T00:00:00Z"),
		});
		expect(await refusalOf(get("bob"))).to.include({ name: "UserNotFoundException", status: 400 });
	});
});
