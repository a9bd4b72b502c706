import { paginateAdminListUserAuthEvents } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { type EmulatorUnderTest, emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, eventsInARow, poolWith } from "../../support/emulatorContent.ts";

describe("emulator: listing", () => {
	const start = emulators();

	it("is newest first whatever the order in the content, with events without a date last", async () => {
		const content = aliceWith(
			{ EventId: "undated-1" },
			{ EventId: "at-9", CreationDate: "2026-11-20T10:00:00+01:00" },
			{ EventId: "at-10", CreationDate: Date.UTC(2026, 10, 20, 10) / 1000 },
			{ EventId: "undated-2" },
			{ EventId: "also-at-9", CreationDate: "2026-11-20T09:00:00Z" },
			{ EventId: "at-8", CreationDate: "2026-11-20T08:00:00.000000Z" },
			{ EventId: "at-9-30", CreationDate: "2026-11-20T09:30Z" },
		);
		const one = await start({ content });
		expect(idsOf(await one.list())).to.deep.equal([
			"at-10",
			"at-9-30",
			"at-9",
			"also-at-9",
			"at-8",
			"undated-1",
			"undated-2",
		]);
	});

	it("returns every property of an event as in the content, including values unknown to the SDK", async () => {
		const event = {
			EventId: "e1",
			EventType: "PasskeySignIn",
			EventResponse: "Challenged",
			EventRisk: { RiskDecision: "Review", RiskLevel: "Extreme", CompromisedCredentialsDetected: true },
			ChallengeResponses: [{ ChallengeName: "WebAuthn", ChallengeResponse: "TimedOut" }],
			EventContextData: {
				IpAddress: "2001:db8::7",
				DeviceName: "Chrome 141, Windows 11",
				Timezone: "-03:00",
				City: "São Paulo",
				Country: "Brazil",
			},
		};
		const feedback = { FeedbackValue: "Unsure", Provider: "User" };
		const one = await start({
			content: aliceWith({
				...event,
				CreationDate: "2026-11-20T09:14:00.250000+01:00",
				EventFeedback: { ...feedback, FeedbackDate: 1_795_200_000.125 },
			}),
		});
		expect((await one.list()).AuthEvents).to.deep.equal([
			{
				...event,
				CreationDate: new Date("2026-11-20T08:14:00.250Z"),
				EventFeedback: { ...feedback, FeedbackDate: new Date(1_795_200_000_125) },
			},
		]);
	});

	it("returns only the ID of an event that has nothing else", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		expect((await one.list()).AuthEvents).to.deep.equal([{ EventId: "e1" }]);
	});

	it("is empty for a user without events", async () => {
		const one = await start({ content: poolWith([{ Username: "alice" }]) });
		const response = await one.list();
		expect(response.AuthEvents).to.deep.equal([]);
		expect(response.NextToken).to.equal(undefined);
	});
});

describe("emulator: pages", () => {
	const start = emulators();
	const newest = (count: number, of: number) => Array.from({ length: count }, (_, index) => `e${of - index}`);

	for (const MaxResults of [undefined, 0, 60]) {
		it(`have 60 events with MaxResults ${MaxResults}`, async () => {
			const one = await start({ content: aliceWith(...eventsInARow(61)) });
			const first = await one.list({ MaxResults });
			expect(idsOf(first)).to.deep.equal(newest(60, 61));
			const second = await one.list({ MaxResults, NextToken: first.NextToken });
			expect(idsOf(second)).to.deep.equal(["e1"]);
			expect(second.NextToken).to.equal(undefined);
		});
	}

	it("have as many events as MaxResults requests", async () => {
		const one = await start({ content: aliceWith(...eventsInARow(3)) });
		const first = await one.list({ MaxResults: 1 });
		expect(idsOf(first)).to.deep.equal(["e3"]);
		const second = await one.list({ MaxResults: 2, NextToken: first.NextToken });
		expect(idsOf(second)).to.deep.equal(["e2", "e1"]);
		expect(second.NextToken).to.equal(undefined);
	});

	it("have no token if all events fit", async () => {
		const one = await start({ content: aliceWith(...eventsInARow(60)) });
		const response = await one.list();
		expect(idsOf(response)).to.have.length(60);
		expect(response.NextToken).to.equal(undefined);
	});

	it("return each event once to the SDK's paginator", async () => {
		const one = await start({ content: aliceWith(...eventsInARow(500)) });
		const ids: unknown[] = [];
		const input = { UserPoolId: "eu-central-1_Test", Username: "alice" };
		for await (const page of paginateAdminListUserAuthEvents({ client: one.client, pageSize: 37 }, input)) {
			ids.push(...idsOf(page));
		}
		expect(ids).to.deep.equal(newest(500, 500));
		expect(one.emulator.requests).to.have.length(Math.ceil(500 / 37));
	});

	it("continue at the same place if feedback arrives between them", async () => {
		const one = await start({ content: aliceWith(...eventsInARow(4)) });
		const first = await one.list({ MaxResults: 2 });
		await one.give("e3", "Valid");
		await one.give("e2", "Invalid");
		const second = await one.list({ MaxResults: 2, NextToken: first.NextToken });
		expect(idsOf(second)).to.deep.equal(["e2", "e1"]);
		expect(second.AuthEvents?.[0]?.EventFeedback?.FeedbackValue).to.equal("Invalid");
	});

	it("continue for the same user under another name", async () => {
		const Attributes = [{ Name: "sub", Value: "sub-of-alice" }];
		const one = await start({
			content: poolWith([{ Username: "alice", Attributes, AuthEvents: eventsInARow(2) }]),
		});
		const { NextToken } = await one.list({ MaxResults: 1 });
		expect(idsOf(await one.list({ Username: "sub-of-alice", NextToken }))).to.deep.equal(["e1"]);
	});

	it("have tokens that do not reveal the username", async () => {
		const one = await start({ content: aliceWith(...eventsInARow(2)) });
		const { NextToken = "" } = await one.list({ MaxResults: 1 });
		expect(Buffer.from(NextToken, "base64url").toString("latin1")).not.to.include("alice");
	});

	it("reject the token of another user or of another pool", async () => {
		const users = ["alice", "bob"].map((Username) => ({ Username, AuthEvents: eventsInARow(2) }));
		const one = await start({
			content: {
				UserPools: [
					{ Id: "eu-central-1_Test", Users: users },
					{ Id: "eu-central-1_Other", Users: users },
				],
			},
		});
		const { NextToken } = await one.list({ MaxResults: 1 });
		const refused = { name: "InvalidParameterException", message: "Invalid pagination token.", status: 400 };
		expect(await refusalOf(one.list({ Username: "bob", NextToken }))).to.deep.equal(refused);
		expect(await refusalOf(one.list({ UserPoolId: "eu-central-1_Other", NextToken }))).to.deep.equal(refused);
	});

	for (const token of ["AAAA", "no-such-token", "e1", "🦜", "__proto__", "{}"]) {
		it(`reject the forged token ${token}`, async () => {
			const one = await start({ content: aliceWith(...eventsInARow(2)) });
			expect(await refusalOf(one.list({ NextToken: token }))).to.include({
				name: "InvalidParameterException",
				message: "Invalid pagination token.",
			});
		});
	}

	it("reject a token with added text", async () => {
		const one = await start({ content: aliceWith(...eventsInARow(2)) });
		const { NextToken } = await one.list({ MaxResults: 1 });
		for (const spoilt of [`${NextToken}=`, `${NextToken}A`, `.${NextToken}`]) {
			expect((await refusalOf(one.list({ NextToken: spoilt }))).message).to.equal(
				"Invalid pagination token.",
			);
		}
	});
});

describe("emulator: names of a user", () => {
	const start = emulators();

	async function startWithNames(pool: object = { AliasAttributes: ["email"] }): Promise<EmulatorUnderTest> {
		const verified = { email_verified: "true" };
		const Users = [
			user("alice", { sub: "sub-of-alice", email: "bob@example.com", ...verified }),
			user("bob@example.com", { sub: "sub-of-bob", email: "sub-of-alice", ...verified }),
			user("carol", { sub: "sub-of-carol", email: "carol@example.com", ...verified }),
			user("dave", { sub: "sub-of-dave", email: "shared@example.com", ...verified }),
			user("erin", {
				sub: "bob@example.com",
				email: "shared@example.com",
				phone_number: "+4940123",
				...verified,
			}),
			user("frank", { email: "frank@example.com", email_verified: "false", preferred_username: "franky" }),
		];
		const content = { UserPools: [{ Id: "eu-central-1_Test", ...pool, Users }] };
		return start({ content });
	}

	it("exclude aliases that the pool does not name or that are not verified, as in AWS", async () => {
		for (const [pool, found] of [
			[{}, []],
			[{ AliasAttributes: ["email"] }, ["carol@example.com"]],
			[{ UsernameAttributes: ["email"] }, ["carol@example.com"]],
			[{ AliasAttributes: ["preferred_username", "phone_number"] }, ["franky"]],
		] as const) {
			const one = await startWithNames(pool);
			const names = ["carol@example.com", "frank@example.com", "franky", "+4940123"];
			const results = await Promise.allSettled(names.map((Username) => one.list({ Username })));
			expect(names.filter((_, at) => results[at]?.status === "fulfilled")).to.deep.equal(found);
		}
	});

	for (const [name, meant] of [
		["alice", "alice"],
		["sub-of-carol", "carol"],
		["carol@example.com", "carol"],
		["bob@example.com", "bob@example.com"],
		["sub-of-alice", "alice"],
	] as const) {
		it(`${name} means ${meant}`, async () => {
			const one = await startWithNames();
			expect(idsOf(await one.list({ Username: name }))).to.deep.equal([eventIdOf(meant)]);
			await one.give(eventIdOf(meant), "Valid", name);
			const { AuthEvents } = await one.list({ Username: meant });
			expect(AuthEvents?.[0]?.EventFeedback?.FeedbackValue).to.equal("Valid");
		});
	}

	for (const name of ["ALICE", "nobody", "shared@example.com", "+4940123", "false", "frank@example.com"]) {
		it(`${name} means no user`, async () => {
			const one = await startWithNames();
			expect(await refusalOf(one.list({ Username: name }))).to.deep.equal({
				name: "UserNotFoundException",
				message: "User does not exist.",
				status: 400,
			});
		});
	}
});

function user(Username: string, attributes: Record<string, string>) {
	return {
		Username,
		Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
		AuthEvents: [{ EventId: eventIdOf(Username) }],
	};
}

function eventIdOf(username: string): string {
	return `of-${username.replace(/\W/g, "-")}`;
}

function idsOf(page: { AuthEvents?: { EventId?: string | undefined }[] | undefined }): unknown[] {
	return (page.AuthEvents ?? []).map((event) => event.EventId);
}
