import { join } from "node:path";
import { expect } from "chai";
import { type EmulatorContent, exampleContent } from "#provider/emulator/index";
import { emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, poolWith } from "../../support/emulatorContent.ts";
import { emulatorFiles, emulatorFolders } from "../../support/emulatorFile.ts";

const date = "an ISO 8601 date with a time zone, like `2026-11-20T08:14:00Z`, or seconds since 1970";
const event = "UserPools[0].Users[0].AuthEvents[0]";

describe("emulator: wrong content", () => {
	const start = emulators();
	const fileWith = emulatorFiles();
	const folder = emulatorFolders();

	for (const [name, content, problem] of [
		["a list", [], "expected an object, found a list"],
		["null", null, "expected an object, found null"],
		["no pools", {}, "UserPools: expected this property, found none"],
		["pools that are no list", { UserPools: {} }, "UserPools: expected a list, found an object"],
		[
			"an unknown property",
			{ UserPools: [], Pools: [] },
			'expected only the properties UserPools, found "Pools"',
		],
		["a pool without an ID", { UserPools: [{}] }, "UserPools[0].Id: expected this property, found none"],
		[
			"a pool ID against the rule",
			{ UserPools: [{ Id: "quickstart" }] },
			'UserPools[0].Id: expected 1 to 55 characters: a Region, `_` and letters or digits, like `eu-central-1_AbCdEf123`, found "quickstart"',
		],
		[
			"a pool twice",
			{ UserPools: [{ Id: "eu_1" }, { Id: "eu_2" }, { Id: "eu_1" }] },
			"UserPools[2].Id: expected a unique value, found the same as UserPools[0]",
		],
		[
			"an unknown mode",
			{ UserPools: [{ Id: "eu_1", UserPoolAddOns: { AdvancedSecurityMode: "ON" } }] },
			'UserPools[0].UserPoolAddOns.AdvancedSecurityMode: expected "OFF" or "AUDIT" or "ENFORCED", found "ON"',
		],
		[
			"add-ons without a mode",
			{ UserPools: [{ Id: "eu_1", UserPoolAddOns: {} }] },
			"UserPools[0].UserPoolAddOns.AdvancedSecurityMode: expected this property, found none",
		],
		[
			"a username against the rule, not printed",
			poolWith([{ Username: "al ice" }]),
			"UserPools[0].Users[0].Username: expected 1 to 128 characters: letters, marks, symbols, numbers and punctuation, without spaces or control characters",
		],
		[
			"a user twice",
			poolWith([{ Username: "__proto__" }, { Username: "__proto__" }]),
			"UserPools[0].Users[1].Username: expected a unique value, found the same as UserPools[0].Users[0]",
		],
		[
			"a sub twice",
			poolWith([
				{ Username: "alice", Attributes: [{ Name: "sub", Value: "1" }] },
				{ Username: "bob" },
				{ Username: "carol", Attributes: [{ Name: "sub", Value: "1" }] },
			]),
			"UserPools[0].Users[2].Attributes: expected a unique `sub`, found the same as UserPools[0].Users[0]",
		],
		[
			"an attribute twice",
			poolWith([{ Username: "alice", Attributes: [{ Name: "email" }, { Name: "email" }] }]),
			"UserPools[0].Users[0].Attributes[1].Name: expected a unique value, found the same as UserPools[0].Users[0].Attributes[0]",
		],
		[
			"an event without an ID",
			poolWith([{ Username: "alice", AuthEvents: [{ EventType: "SignIn" }] }] as never),
			`${event}.EventId: expected this property, found none`,
		],
		[
			"an event ID against the rule",
			aliceWith({ EventId: "e 1" }),
			`${event}.EventId: expected 1 to 50 characters: letters, digits, \`_\`, \`+\` and \`-\`, found "e 1"`,
		],
		[
			"an event twice",
			aliceWith({ EventId: "e1" }, { EventId: "e1" }),
			`UserPools[0].Users[0].AuthEvents[1].EventId: expected a unique value, found the same as ${event}`,
		],
		[
			"an event whose type is a number",
			aliceWith({ EventId: "e1", EventType: 5 as never }),
			`${event}.EventType: expected a string, found 5`,
		],
		[
			"a flag that is a string",
			aliceWith({ EventId: "e1", EventRisk: { CompromisedCredentialsDetected: "false" as never } }),
			`${event}.EventRisk.CompromisedCredentialsDetected: expected true or false, found "false"`,
		],
		[
			"a misspelt property deep inside",
			aliceWith({ EventId: "e1", EventContextData: { IPAddress: "192.0.2.1" } as never }),
			`${event}.EventContextData: expected only the properties IpAddress, DeviceName, Timezone, City, Country, found "IPAddress"`,
		],
		[
			"a property named __proto__",
			JSON.parse('{ "UserPools": [], "__proto__": {} }'),
			'expected only the properties UserPools, found "__proto__"',
		],
		...[
			"yesterday",
			"2026-11-20",
			"2026-11-20T08:14:00",
			"2026-02-30T08:14:00Z",
			"2026-13-01T08:14:00Z",
			"2026-11-20T25:00:00Z",
			"",
			null,
			true,
			8.64e12 + 1,
		].map(
			(CreationDate) =>
				[
					`the date ${JSON.stringify(CreationDate)}`,
					aliceWith({ EventId: "e1", CreationDate: CreationDate as never }),
					`${event}.CreationDate: expected ${date}, found ${JSON.stringify(CreationDate)}`,
				] as const,
		),
	] as const) {
		it(`${name} is refused with the place and what is expected there`, async () => {
			const file = await fileWith(content);
			expect((await refusalOf(start({ file }))).message).to.equal(`${file}: ${problem}`);
			expect((await refusalOf(start({ content: content as EmulatorContent }))).message).to.equal(
				`content: ${problem}`,
			);
		});
	}

	it("a long value is cut", async () => {
		const content = aliceWith({ EventId: "x".repeat(1000) });
		expect((await refusalOf(start({ content }))).message).to.match(/found "x{60}…"$/);
	});

	it("a file that is not JSON is refused", async () => {
		const file = await fileWith("UserPools: []");
		const { message } = await refusalOf(start({ file }));
		expect(message.startsWith(`${file}: expected JSON: `)).to.equal(true);
	});

	it("a file that does not exist, or is a folder, is refused", async () => {
		const path = await folder();
		for (const file of [join(path, "nothing.json"), path]) {
			const { message } = await refusalOf(start({ file }));
			expect(message.startsWith(`${file}: cannot be read: `)).to.equal(true);
		}
	});
});

describe("emulator: content", () => {
	const start = emulators();

	it("can be pasted from what AWS prints, with members that the emulator does not read", async () => {
		const pasted = JSON.parse(
			JSON.stringify({
				Arn: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Test",
				EstimatedNumberOfUsers: 1,
				Users: [{ Username: "alice", MFAOptions: [{ DeliveryMedium: "SMS" }], UserMFASettingList: [] }],
			}),
		);
		const one = await start({ content: { UserPools: [{ Id: "eu-central-1_Test", ...pasted }] } });
		expect(one.emulator.content().UserPools[0]).to.deep.include({ Arn: pasted.Arn, Users: pasted.Users });
	});

	it("can have all that AWS prints of a user", async () => {
		const content: EmulatorContent = {
			UserPools: [
				{
					Id: "eu-central-1_Test",
					Name: "test",
					UserPoolAddOns: {
						AdvancedSecurityMode: "ENFORCED",
						AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" },
					},
					Users: [
						{
							Username: "alice",
							Attributes: [{ Name: "email", Value: "alice@example.com" }, { Name: "nickname" }],
							UserCreateDate: "2026-11-20T09:14:00.123000+01:00",
							UserLastModifiedDate: 1_795_162_440.123,
							Enabled: true,
							UserStatus: "CONFIRMED",
						},
					],
				},
			],
		};
		const one = await start({ content });
		expect(one.emulator.content()).to.deep.equal(content);
	});

	it("can be empty", async () => {
		const one = await start({ content: { UserPools: [] } });
		expect((await refusalOf(one.list())).name).to.equal("ResourceNotFoundException");
	});

	it("is the seed by default", async () => {
		const one = await start();
		expect(one.emulator.content()).to.deep.equal(exampleContent());
		const { AuthEvents = [] } = await one.list({ UserPoolId: "eu-central-1_Quickstrt", Username: "alice" });
		expect(AuthEvents[0]).to.deep.include({
			EventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
			EventType: "SignIn",
			CreationDate: new Date("2026-11-20T08:14:00Z"),
			EventRisk: {
				RiskDecision: "AccountTakeover",
				RiskLevel: "High",
				CompromisedCredentialsDetected: false,
			},
		});
		expect(AuthEvents[0]?.EventContextData).to.include({ City: "Berlin", IpAddress: "203.0.113.7" });
	});

	it("with 10,000 events is listed to its end in little time", async () => {
		const events = Array.from({ length: 10_000 }, (_, index) => ({
			EventId: `e${index}`,
			CreationDate: 1_795_000_000 + ((index * 7919) % 10_000),
		}));
		const one = await start({ content: aliceWith(...events) });
		const dates: number[] = [];
		let NextToken: string | undefined;
		do {
			const page = await one.list({ NextToken });
			dates.push(...(page.AuthEvents ?? []).map((one) => Number(one.CreationDate)));
			NextToken = page.NextToken;
		} while (NextToken !== undefined);
		expect(dates).to.have.length(10_000);
		expect(dates).to.deep.equal(dates.toSorted((a, b) => b - a));
	});
});

describe("emulator: seed", () => {
	const users = exampleContent().UserPools[0]?.Users ?? [];
	const events = users.flatMap((user) => user.AuthEvents ?? []);

	it("has five users with a sub, an email and four to six events each", () => {
		expect(users.map((user) => user.Username)).to.deep.equal(["alice", "bob", "carol", "dave", "erin"]);
		for (const user of users) {
			expect(user.Attributes?.map((attribute) => attribute.Name)).to.deep.equal([
				"sub",
				"email",
				"email_verified",
			]);
			expect(user.AuthEvents?.length).to.be.within(4, 6);
		}
	});

	it("has IDs of its own for each event, and addresses from the ranges for documentation", () => {
		expect(new Set(events.map((one) => one.EventId)).size).to.equal(events.length);
		for (const { EventId, EventContextData } of events) {
			expect(EventId).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
			expect(EventContextData?.IpAddress).to.match(/^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/);
		}
	});

	it("has every risk, leaked credentials once and feedback by a user once", () => {
		expect([...new Set(events.map((one) => one.EventRisk?.RiskLevel))]).to.have.members([
			"Low",
			"Medium",
			"High",
			undefined,
		]);
		expect([...new Set(events.map((one) => one.EventRisk?.RiskDecision))]).to.have.members([
			"NoRisk",
			"AccountTakeover",
			"Block",
		]);
		expect(events.filter((one) => one.EventRisk?.CompromisedCredentialsDetected)).to.have.length(1);
		expect(events.flatMap((one) => one.EventFeedback ?? [])).to.deep.equal([
			{ FeedbackValue: "Valid", Provider: "User", FeedbackDate: "2026-11-19T10:26:40.000Z" },
		]);
	});

	it("can end at another moment, with the same distances", () => {
		const later = exampleContent(new Date("2026-11-21T12:00:01Z")).UserPools[0]?.Users?.[1]?.AuthEvents?.[1];
		expect(later?.CreationDate).to.equal("2026-11-20T10:11:03.000Z");
		expect(later?.EventFeedback?.FeedbackDate).to.equal("2026-11-20T10:26:41.000Z");
	});

	it("is a new one each time, no two of whose events share a part", () => {
		const one = exampleContent();
		const risk = one.UserPools[0]?.Users?.[0]?.AuthEvents?.[2]?.EventRisk;
		expect(risk?.RiskDecision).to.equal("NoRisk");
		Object.assign(risk ?? {}, { RiskDecision: "Changed" });
		expect(JSON.stringify(one).match(/"Changed"/g)).to.have.length(1);
		expect(JSON.stringify(exampleContent())).not.to.include('"Changed"');
	});
});
