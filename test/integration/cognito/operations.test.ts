import { expect } from "chai";
import { listUsernames } from "#provider/cognito/listUsernames";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";

describe("Listing auth events through the AWS SDK", () => {
	const start = emulatedCognitos();

	it("returns every field under this package's names", async () => {
		const { client } = await start([
			{
				EventId: "e1",
				EventType: "SignIn",
				CreationDate: "2026-11-20T09:14:00.250+01:00",
				EventResponse: "Fail",
				EventRisk: { RiskDecision: "Block", RiskLevel: "High", CompromisedCredentialsDetected: true },
				ChallengeResponses: [
					{ ChallengeName: "Password", ChallengeResponse: "Success" },
					{ ChallengeName: "Mfa" },
				],
				EventContextData: {
					IpAddress: "203.0.113.7",
					DeviceName: "Chrome on Windows",
					Timezone: "+01:00",
					City: "Berlin",
					Country: "DE",
				},
				EventFeedback: { FeedbackValue: "Valid", Provider: "User", FeedbackDate: "2026-11-21T09:00:00Z" },
			},
		]);
		expect(await client.listAuthEvents(poolUser)).to.deep.equal({
			events: [
				{
					eventId: "e1",
					type: "SignIn",
					time: "2026-11-20T08:14:00Z",
					response: "Fail",
					riskDecision: "Block",
					riskLevel: "High",
					compromisedCredentials: true,
					challenges: ["Password: Success", "Mfa"],
					ipAddress: "203.0.113.7",
					device: "Chrome on Windows",
					timeZone: "+01:00",
					city: "Berlin",
					country: "DE",
					feedback: { value: "Valid", provider: "User", date: "2026-11-21T09:00:00Z" },
				},
			],
		});
	});

	it("omits fields that Cognito omits", async () => {
		const { client } = await start([{ EventId: "e1" }]);
		expect(await client.listAuthEvents(poolUser)).to.deep.equal({ events: [{ eventId: "e1" }] });
	});

	it("accepts events of a scripted client, and times in the format of the documentation", async () => {
		const { client } = await start([
			{
				EventId: "e1",
				EventType: "SignIn",
				CreationDate: 1.7232229982e9,
				EventResponse: "Fail",
				EventRisk: { RiskDecision: "NoRisk" },
				EventContextData: { DeviceName: "0 Botocore 1, Other", City: "Medellín", Country: "null" },
			},
		]);
		expect((await client.listAuthEvents(poolUser)).events).to.deep.equal([
			{
				eventId: "e1",
				type: "SignIn",
				time: "2024-08-09T17:03:18Z",
				response: "Fail",
				riskDecision: "NoRisk",
				device: "0 Botocore 1, Other",
				city: "Medellín",
			},
		]);
	});

	it("passes on values that are newer than the SDK", async () => {
		const { client } = await start([
			{
				EventId: "e1",
				EventType: "Passkey",
				EventResponse: "Held",
				EventRisk: { RiskDecision: "Ask", RiskLevel: "Extreme" },
				EventFeedback: { FeedbackValue: "Unsure", Provider: "Machine" },
			},
		]);
		const { events } = await client.listAuthEvents(poolUser);
		expect(events).to.deep.equal([
			{
				eventId: "e1",
				type: "Passkey",
				response: "Held",
				riskDecision: "Ask",
				riskLevel: "Extreme",
				feedback: { value: "Unsure", provider: "Machine" },
			},
		]);
	});

	it("omits a city named null, which Cognito returns for an unknown one", async () => {
		const { client } = await start([
			{ EventId: "e1", EventContextData: { City: "null", Country: "Germany" } },
		]);
		expect((await client.listAuthEvents(poolUser)).events).to.deep.equal([
			{ eventId: "e1", country: "Germany" },
		]);
	});

	it("omits the provider of feedback if Cognito does", async () => {
		const { client } = await start([{ EventId: "e1", EventFeedback: { FeedbackValue: "Valid" } }]);
		const { events } = await client.listAuthEvents(poolUser);
		expect(events[0]?.feedback).to.deep.equal({ value: "Valid" });
	});

	it("reads pages of 60 events, newest first, up to the last one", async () => {
		const { client, emulator } = await start(
			Array.from({ length: 121 }, (_, index) => ({ EventId: `e${index}`, CreationDate: index })),
		);
		const ids: string[][] = [];
		let token: string | undefined;
		do {
			const page = await client.listAuthEvents(poolUser, token);
			ids.push(page.events.map(({ eventId }) => eventId));
			token = page.nextToken;
		} while (token !== undefined);
		expect(ids.map(({ length }) => length)).to.deep.equal([60, 60, 1]);
		expect(ids.flat()).to.deep.equal(Array.from({ length: 121 }, (_, index) => `e${120 - index}`));
		expect(emulator.requests.map(({ input }) => input.MaxResults)).to.deep.equal([60, 60, 60]);
	});

	it("returns an empty page without a token for a user without events", async () => {
		const { client } = await start([]);
		expect(await client.listAuthEvents(poolUser)).to.deep.equal({ events: [] });
	});
});

describe("Listing users through the AWS SDK", () => {
	const start = emulatedCognitos();

	it("returns the usernames of all pages, and requests no unused attribute", async () => {
		const { userPoolId } = poolUser;
		const Users = Array.from({ length: 61 }, (_, at) => ({ Username: `u${at + 1}` }));
		const { emulator, client } = await start([], { content: { UserPools: [{ Id: userPoolId, Users }] } });
		const names = await Array.fromAsync(listUsernames(client, userPoolId));
		expect(names).to.deep.equal(Users.map(({ Username }) => Username));
		expect(emulator.requests.map(({ input }) => [input.Limit, input.AttributesToGet])).to.deep.equal([
			[60, ["sub"]],
			[60, ["sub"]],
		]);
	});
});

describe("Submitting feedback through the AWS SDK", () => {
	const start = emulatedCognitos();

	it("makes one request with exactly the API's parameters, and Cognito records it", async () => {
		const now = () => new Date("2026-11-23T10:00:00.400Z");
		const { client, emulator } = await start([{ EventId: "e1" }], { now });
		const decision = { ...poolUser, eventId: "e1", feedbackValue: "Invalid", note: "never sent" } as const;
		await client.submitFeedback(decision);
		expect(emulator.requests).to.deep.equal([
			{
				operation: "AdminUpdateAuthEventFeedback",
				input: {
					UserPoolId: poolUser.userPoolId,
					Username: "alice",
					EventId: "e1",
					FeedbackValue: "Invalid",
				},
			},
		]);
		expect((await client.listAuthEvents(poolUser)).events[0]?.feedback).to.deep.equal({
			value: "Invalid",
			provider: "Admin",
			date: "2026-11-23T10:00:00Z",
		});
	});
});
