import { expect } from "chai";
import fc from "fast-check";
import { eventIdRule, type StringRule, usernameRule, userPoolIdRule } from "#provider/cognito/rules";
import { codePoint } from "../../support/anyText.ts";
import { type EmulatorUnderTest, emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith } from "../../support/emulatorContent.ts";

const feedback = {
	UserPoolId: "eu-central-1_Test",
	Username: "alice",
	EventId: "e1",
	FeedbackValue: "Valid",
};

describe("emulator: rules of AdminUpdateAuthEventFeedback", () => {
	const start = emulators();

	for (const member of ["UserPoolId", "Username", "EventId", "FeedbackValue"] as const) {
		it(`a missing ${member} is rejected`, async () => {
			const one = await start({ content: aliceWith({ EventId: "e1" }) });
			expect(await refusalOf(one.submit({ ...feedback, [member]: undefined }))).to.deep.equal({
				name: "InvalidParameterException",
				message: `1 validation error detected: Value null at '${lower(member)}' failed to satisfy constraint: Member must not be null`,
				status: 400,
			});
		});
	}

	for (const [member, value, quoted, constraint] of [
		["UserPoolId", `eu_${"x".repeat(53)}`, `'eu_${"x".repeat(53)}' `, "have length less than or equal to 55"],
		[
			"UserPoolId",
			"eu-central-1",
			"'eu-central-1' ",
			String.raw`satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`,
		],
		[
			"UserPoolId",
			"eu_1\n",
			"'eu_1\n' ",
			String.raw`satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`,
		],
		["Username", "x".repeat(129), "", "have length less than or equal to 128"],
		["Username", "al ice", "", String.raw`satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`],
		["EventId", "x".repeat(51), `'${"x".repeat(51)}' `, "have length less than or equal to 50"],
		["EventId", "e1!", "'e1!' ", String.raw`satisfy regular expression pattern: [\w+-]+`],
		["FeedbackValue", "valid", "'valid' ", "satisfy enum value set: [Valid, Invalid]"],
		["FeedbackValue", "", "'' ", "satisfy enum value set: [Valid, Invalid]"],
	] as const) {
		it(`${member} ${JSON.stringify(value)} is rejected`, async () => {
			const one = await start({ content: aliceWith({ EventId: "e1" }) });
			expect(await refusalOf(one.submit({ ...feedback, [member]: value }))).to.deep.equal({
				name: "InvalidParameterException",
				message: `1 validation error detected: Value ${quoted}at '${lower(member)}' failed to satisfy constraint: Member must ${constraint}`,
				status: 400,
			});
		});
	}

	it("all mistakes are listed at once, without the username", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		const { message } = await refusalOf(
			one.submit({
				UserPoolId: "",
				Username: "top secret",
				EventId: "x!".repeat(30),
				FeedbackValue: "Maybe",
			}),
		);
		expect(message.split(/: (?=Value)|; /)).to.deep.equal([
			"6 validation errors detected",
			"Value '' at 'userPoolId' failed to satisfy constraint: Member must have length greater than or equal to 1",
			String.raw`Value '' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`,
			String.raw`Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
			`Value '${"x!".repeat(30)}' at 'eventId' failed to satisfy constraint: Member must have length less than or equal to 50`,
			String.raw`Value '${"x!".repeat(30)}' at 'eventId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+-]+`,
			"Value 'Maybe' at 'feedbackValue' failed to satisfy constraint: Member must satisfy enum value set: [Valid, Invalid]",
		]);
	});

	it("the limits themselves are allowed, in code points", async () => {
		const content = {
			UserPools: [
				{
					Id: `eu_${"x".repeat(52)}`,
					Users: [{ Username: "🦜".repeat(128), AuthEvents: [{ EventId: "+".repeat(50) }] }],
				},
			],
		};
		const one = await start({ content });
		await one.submit({
			UserPoolId: `eu_${"x".repeat(52)}`,
			Username: "🦜".repeat(128),
			EventId: "+".repeat(50),
			FeedbackValue: "Invalid",
		});
	});

	for (const [value, found] of [
		[5, "NUMBER_VALUE"],
		[true, "TRUE_VALUE"],
		[false, "FALSE_VALUE"],
		[["Valid"], "START_ARRAY"],
		[{ Valid: 1 }, "START_OBJECT"],
	] as const) {
		it(`${JSON.stringify(value)} in place of a string cannot be read`, async () => {
			const one = await start({ content: aliceWith({ EventId: "e1" }) });
			for (const member of ["UserPoolId", "Username", "EventId", "FeedbackValue"]) {
				expect(await refusalOf(one.submit({ ...feedback, [member]: value }))).to.deep.equal({
					name: "SerializationException",
					message: `${found} can not be converted to a String`,
					status: 400,
				});
			}
		});
	}

	it("an invalid input changes nothing, and further members are not validated", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		await refusalOf(one.submit({ ...feedback, FeedbackValue: "Maybe" }));
		expect(one.emulator.content()).to.deep.equal(aliceWith({ EventId: "e1" }));
		await one.submit({ ...feedback, Comment: 5 } as typeof feedback);
		expect((await one.event("e1"))?.EventFeedback?.FeedbackValue).to.equal("Valid");
	});
});

describe("emulator: rules of AdminListUserAuthEvents", () => {
	const start = emulators();

	for (const [MaxResults, constraint] of [
		[61, "have value less than or equal to 60"],
		[60.5, "have value less than or equal to 60"],
		[-1, "have value greater than or equal to 0"],
		[1.5, "be an integer"],
	] as const) {
		it(`MaxResults ${MaxResults} is rejected`, async () => {
			const one = await start({ content: aliceWith({ EventId: "e1" }) });
			expect(await refusalOf(one.list({ MaxResults }))).to.deep.equal({
				name: "InvalidParameterException",
				message: `1 validation error detected: Value '${MaxResults}' at 'maxResults' failed to satisfy constraint: Member must ${constraint}`,
				status: 400,
			});
		});
	}

	it("a MaxResults that is not a number cannot be read", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		expect(await refusalOf(one.list({ MaxResults: "10" }))).to.deep.equal({
			name: "SerializationException",
			message: "STRING_VALUE can not be converted to an Integer",
			status: 400,
		});
	});

	for (const [name, NextToken, constraint] of [
		["empty", "", "have length greater than or equal to 1"],
		["too long", "x".repeat(131_073), "have length less than or equal to 131072"],
		["with white space", "a b", String.raw`satisfy regular expression pattern: [\S]+`],
	] as const) {
		it(`a NextToken that is ${name} is rejected`, async () => {
			const one = await start({ content: aliceWith({ EventId: "e1" }) });
			const { name: code, message } = await refusalOf(one.list({ NextToken }));
			expect(code).to.equal("InvalidParameterException");
			expect(message).to.include(`at 'nextToken' failed to satisfy constraint: Member must ${constraint}`);
			expect(message.length).to.be.lessThan(600);
		});
	}

	it("a missing UserPoolId and Username are rejected", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		const { message } = await refusalOf(one.list({ UserPoolId: undefined, Username: undefined }));
		expect(message).to.match(/^2 validation errors detected: .*'userPoolId'.*'username'/);
	});
});

describe("emulator: the rules table", () => {
	const start = emulators();

	const almost = (rule: StringRule) =>
		fc.oneof(
			fc.string({ unit: codePoint, maxLength: rule.max + 3 }),
			fc.string({ unit: "grapheme", maxLength: rule.max + 3 }),
			fc.string({ unit: fc.constantFrom("a", "Z", "0", "_", "-", "+", " ", "\n"), maxLength: rule.max + 3 }),
			fc.integer({ min: rule.max - 3, max: rule.max }).map((length) => `${"a".repeat(length)}_1`),
			fc.stringMatching(rule.pattern),
		);

	it("gives the same result for any strings as the emulator", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		await fc.assert(
			fc.asyncProperty(
				almost(userPoolIdRule),
				almost(usernameRule),
				almost(eventIdRule),
				async (UserPoolId, Username, EventId) => {
					const expected = [
						...brokenParts("userPoolId", userPoolIdRule, UserPoolId),
						...brokenParts("username", usernameRule, Username),
						...brokenParts("eventId", eventIdRule, EventId),
					];
					expect(await refusedParts(one, { UserPoolId, Username, EventId })).to.deep.equal(expected);
				},
			),
			{ numRuns: 200 },
		);
	});
});

/** The parts of a rule that a value breaks, determined from the table alone. */
function brokenParts(member: string, rule: StringRule, value: string): string[] {
	const length = Array.from(value).length;
	return [
		...(length < rule.min || length > rule.max ? [`${member} length`] : []),
		...(rule.pattern.test(value) ? [] : [`${member} pattern`]),
	];
}

async function refusedParts(
	one: EmulatorUnderTest,
	input: { UserPoolId: string; Username: string; EventId: string },
): Promise<string[]> {
	const { name, message } = await refusalOf(one.submit({ ...input, FeedbackValue: "Valid" }));
	if (name !== "InvalidParameterException") {
		// A name that follows the rules does not exist in this emulator.
		expect(name).to.equal("ResourceNotFoundException");
		return [];
	}
	const failures = message.matchAll(
		/at '(\w+)' failed to satisfy constraint: Member must (?:have (length)|satisfy regular expression (pattern))/g,
	);
	return [...failures].map(([, member, length, pattern]) => `${member} ${length ?? pattern}`);
}

function lower(member: string): string {
	return `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
}
