import { randomBytes } from "node:crypto";
import {
	buildClient,
	CommitmentPolicy,
	RawAesKeyringNode,
	RawAesWrappingSuiteIdentifier,
} from "@aws-crypto/client-node";
import type { CustomEmailSenderTriggerEvent } from "aws-lambda";
import { expect } from "chai";
import { codeDecryptor } from "../../../../examples/ask-the-user/handlers/decryptCode.ts";
import type { Mail, Trigger } from "../../../../examples/ask-the-user/handlers/mails.ts";
import { mailSender, type SenderServices } from "../../../../examples/ask-the-user/handlers/sendMail.ts";
import { MemoryLinks } from "../../../support/askTheUser/memoryLinks.ts";
import { keptWarnings } from "../../../support/askTheUser/warnings.ts";

/** The keyring of Cognito's encrypted codes, except that its key is not in AWS KMS. */
const keyring = new RawAesKeyringNode({
	keyName: "codes",
	keyNamespace: "test",
	unencryptedMasterKey: randomBytes(32),
	wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
});
// Without key commitment, like Cognito.
const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);

const url = "https://ask.example.com";

interface Sent extends Mail {
	readonly to: string;
}

/** A sender, and the messages that it delivers. */
function sender(services: Partial<SenderServices> = {}) {
	const sent: Sent[] = [];
	const links = new MemoryLinks();
	const send = mailSender({
		appName: "Example",
		url,
		linkLifetimeSeconds: 3600,
		links,
		decrypt: codeDecryptor(keyring),
		addressOf: async () => "alice@example.com",
		deliver: async (to, mail) => void sent.push({ to, ...mail }),
		...services,
	});
	return { send, sent, links };
}

/** The trigger's event with a code, encrypted like in Cognito. */
async function withCode(triggerSource: Trigger, code: string, userAttributes: Record<string, string> = {}) {
	const { result } = await encrypt(keyring, code);
	return {
		version: "1",
		region: "eu-central-1",
		userPoolId: "eu-central-1_Test",
		triggerSource,
		userName: "alice",
		callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "app" },
		request: {
			type: "customEmailSenderRequestV1",
			code: result.toString("base64"),
			userAttributes: { sub: "s1", email: "new@example.com", ...userAttributes },
		},
		response: {},
	} as CustomEmailSenderTriggerEvent;
}

function notification(attributes: Record<string, string> = {}): CustomEmailSenderTriggerEvent {
	const userAttributes = {
		EVENT_ID: "e1",
		USER_NAME: "alice",
		IP_ADDRESS: "203.0.113.7",
		ACCOUNT_TAKE_OVER_ACTION: "NO_ACTION",
		ONE_CLICK_LINK_VALID: "https://pool.example.com/valid?token=secret",
		ONE_CLICK_LINK_INVALID: "https://pool.example.com/invalid?token=secret",
		LOGIN_TIME: "2026-11-20T08:14:00Z",
		FEEDBACK_TOKEN: "feedback-token",
		CITY: "Berlin",
		COUNTRY: "Germany",
		DEVICE_NAME: "Chrome 141, Windows 11",
		...attributes,
	};
	return {
		version: "1",
		region: "eu-central-1",
		userPoolId: "eu-central-1_Test",
		triggerSource: "CustomEmailSender_AccountTakeOverNotification",
		userName: "alice",
		callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "app" },
		request: { type: "customEmailSenderRequestV1", code: null, userAttributes },
		response: {},
	} as CustomEmailSenderTriggerEvent;
}

/** Each kind of message with a code, and its subject. */
const kinds: readonly (readonly [Trigger, string])[] = [
	["CustomEmailSender_SignUp", "Confirm your account – Example"],
	["CustomEmailSender_ResendCode", "Your new confirmation code – Example"],
	["CustomEmailSender_ForgotPassword", "Reset your password – Example"],
	["CustomEmailSender_UpdateUserAttribute", "Confirm your new email address – Example"],
	["CustomEmailSender_VerifyUserAttribute", "Verify your email address – Example"],
	["CustomEmailSender_AdminCreateUser", "Your new account – Example"],
	["CustomEmailSender_Authentication", "Your sign-in code – Example"],
];

describe("examples/ask-the-user: messages", () => {
	keptWarnings();
	for (const [trigger, subject] of kinds)
		it(`deliver ${trigger} with its code to the address from Cognito`, async () => {
			const { send, sent } = sender();
			await send(await withCode(trigger, "<4711&>"));
			const [mail] = sent;
			expect(sent).to.have.length(1);
			expect(mail).to.include({ to: "new@example.com", subject });
			expect(mail?.text).to.include("<4711&>");
			expect(mail?.html).to.include("&lt;4711&amp;&gt;").and.not.include("<4711");
		});

	it("contain the username for a user whom an administrator created", async () => {
		const { send, sent } = sender();
		await send(await withCode("CustomEmailSender_AdminCreateUser", "Temp-1234"));
		expect(sent[0]?.text).to.include("Username: alice\nTemporary password: Temp-1234");
	});

	it("contain the email address if the username is the `sub`, and no password if there is none", async () => {
		const { send, sent } = sender();
		const event = await withCode("CustomEmailSender_AdminCreateUser", "");
		const request = { ...event.request, code: null };
		await send({ ...event, userName: "s1", request } as CustomEmailSenderTriggerEvent);
		expect(sent[0]?.text).to.include("Username: new@example.com\n\n").and.not.include("password:");
	});

	it("contain a temporary password without the HTML escapes of Cognito", async () => {
		const { send, sent } = sender();
		await send(await withCode("CustomEmailSender_AdminCreateUser", "a&lt;b&gt;&amp;&quot;&#39;&amp;lt;"));
		expect(sent[0]?.text).to.include(`Temporary password: a<b>&"'&lt;\n`);
		expect(sent[0]?.html).to.include("<strong>a&lt;b&gt;&amp;&quot;&#39;&amp;lt;</strong>");
	});

	it("keep a link for the configured time", async () => {
		const lifetimes: number[] = [];
		const links = { open: async (_: unknown, seconds: number) => `id-${lifetimes.push(seconds)}` };
		await sender({ links, linkLifetimeSeconds: 7200 }).send(notification());
		expect(lifetimes).to.deep.equal([7200]);
	});

	it("ask about a sign-in with place, device, time and a link for each answer, and no other data", async () => {
		const { send, sent, links } = sender();
		await send(notification());
		const [mail] = sent;
		expect(mail).to.include({ to: "alice@example.com", subject: "Was this you? – Example" });
		expect(mail?.text).to.include("Time: 2026-11-20T08:14:00Z\nPlace: Berlin, Germany\n");
		expect(mail?.text).to.include("Device: Chrome 141, Windows 11\nIP address: 203.0.113.7\n");
		expect(mail?.text).to.include("It was let in.");
		const found = [...(mail?.text.matchAll(/https:\S+/g) ?? [])].map(([link]) => link);
		expect(found).to.have.length(2);
		const [, id = ""] = /\/me\/([\w-]{43})$/.exec(found[0] ?? "") ?? [];
		expect(found).to.deep.equal([`${url}/me/${id}`, `${url}/not-me/${id}`]);
		for (const link of found) expect(mail?.html).to.include(`<a ses:no-track href="${link}">`);
		expect(mail?.text).not.to.match(/alice|e1\b|token|secret/);
		expect(await links.read(id)).to.deep.include({
			userPoolId: "eu-central-1_Test",
			username: "alice",
			eventId: "e1",
			feedbackToken: "feedback-token",
		});
	});

	for (const [action, words] of [
		["BLOCK", "We blocked it."],
		["MFA", "A second factor was required."],
		["MFA_IF_CONFIGURED", "A second factor was required, if your account has one."],
	])
		it(`include Cognito's action on the sign-in (${action})`, async () => {
			const { send, sent } = sender();
			await send(notification({ ACCOUNT_TAKE_OVER_ACTION: action ?? "" }));
			expect(sent[0]?.text).to.include(words);
		});

	it("never turn a device name into a link, a line or HTML", async () => {
		const { send, sent } = sender();
		const name = `<a href="https://evil.example">Chrome 141.0</a>\n\nYour account is locked: www.evil.example`;
		await send(notification({ DEVICE_NAME: name }));
		const [line = ""] = /^Device: .*$/m.exec(sent[0]?.text ?? "") ?? [];
		expect(line)
			.to.match(/^Device: a href https evil\. example Chrome 141\.0 /)
			.and.not.match(/evil\.example/);
		expect(sent[0]?.html.match(/<a /g)).to.have.length(2);
	});

	for (const number of ["+1 (555) 123-4567", "800.555.1234", "01.23.45.67.89"])
		it(`keep a version in a device name, and no phone number (${number})`, async () => {
			const { send, sent } = sender();
			await send(notification({ DEVICE_NAME: `Chrome 141.0.7390.154, call ${number}` }));
			expect(sent[0]?.text).to.match(/^Device: Chrome 141\.0\.7390\.154, call …$/m);
		});

	it("contain an IP address, and no other text in its place", async () => {
		for (const [address, named] of [
			["2001:db8::7", true],
			["call https://evil.example", false],
		] as const) {
			const { send, sent } = sender();
			await send(notification({ IP_ADDRESS: address }));
			expect(sent[0]?.text.includes(`IP address: ${address}`), address).to.equal(named);
			expect(sent[0]?.text).not.to.include("evil");
		}
	});

	it("omit unknown evidence", async () => {
		const { send, sent } = sender();
		await send(notification({ CITY: "null", COUNTRY: "", DEVICE_NAME: "" }));
		expect(sent[0]?.text).not.to.match(/Place|Device|null/);
	});

	it("are not sent without a verified address, and keep no link", async () => {
		const { send, sent, links } = sender({ addressOf: async () => undefined });
		await send(notification());
		expect([sent, links.size]).to.deep.equal([[], 0]);
	});

	it("fail without naming the address or the code, so that Lambda retries and no log contains them", async () => {
		const rejected = Object.assign(new Error("Address new@example.com is not verified: 4711"), {
			name: "MessageRejected",
		});
		const failing = sender({ deliver: () => Promise.reject(rejected) });
		const failure = await failing
			.send(await withCode("CustomEmailSender_SignUp", "4711"))
			.catch((error: unknown) => error);
		expect(failure).to.be.an("error").with.property("message", "CustomEmailSender_SignUp: MessageRejected");
		expect(failure).not.to.have.property("cause");
	});

	for (const [trigger, to] of [
		["CustomEmailSender_ForgotPassword", "alice@example.com"],
		["CustomEmailSender_Authentication", "alice@example.com"],
		["CustomEmailSender_UpdateUserAttribute", undefined],
		["CustomEmailSender_VerifyUserAttribute", undefined],
		["CustomEmailSender_SignUp", undefined],
	] as const)
		it(`${to ? "use the verified address" : "use no other address"} if Cognito passes none (${trigger})`, async () => {
			const { send, sent } = sender();
			const event = await withCode(trigger, "4711");
			const request = { ...event.request, userAttributes: { sub: "s1" } };
			const failure = await send({ ...event, request } as CustomEmailSenderTriggerEvent).catch(
				(error: Error) => error.message,
			);
			expect(sent.map((mail) => mail.to)).to.deep.equal(to ? [to] : []);
			expect(failure).to.equal(to ? undefined : `${trigger}: no address`);
		});

	it("fail for an unknown kind of message", async () => {
		const { send } = sender();
		const unknown = await withCode("CustomEmailSender_New" as Trigger, "4711");
		const failure = await send(unknown).catch((error: Error) => error.message);
		expect(failure).to.equal("CustomEmailSender_New: an unknown kind of message");
	});

	it("fail for a code that was encrypted with another key", async () => {
		const { send } = sender();
		const event = await withCode("CustomEmailSender_SignUp", "4711");
		const other = new RawAesKeyringNode({
			keyName: "codes",
			keyNamespace: "test",
			unencryptedMasterKey: randomBytes(32),
			wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
		});
		const code = (await encrypt(other, "4711")).result.toString("base64");
		const forged = { ...event, request: { ...event.request, code } } as CustomEmailSenderTriggerEvent;
		expect(await send(forged).catch((error: unknown) => error)).to.be.an("error");
	});
});
