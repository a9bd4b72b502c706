import { expect } from "chai";
import { InProcessStack } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { type Declaration, set, setOf, single } from "../../support/program.ts";

/** The output of a preview that rejects a resource without making any request. */
async function refusalOf(declaration: Declaration): Promise<string> {
	const stack = await InProcessStack.create({ content: cognito(user("alice", ...signIns("right"))) });
	try {
		stack.program(declaration);
		const { output, requests } = await stack.fails("preview");
		expect(requests).to.deep.equal([]);
		return output;
	} finally {
		await stack.dispose();
	}
}

describe("A preview of inputs that break rules", () => {
	it("fails for all fields at once, each with the expected value", async () => {
		const output = await refusalOf(
			single("all", {
				userPoolId: "no pool",
				username: "has a space",
				eventId: "e".repeat(51),
				feedbackValue: "valid",
				note: 7,
			}),
		);
		expect(output).to.include("`userPoolId` has an invalid format; expected a Region, `_`");
		expect(output).to.include("`username` has an invalid format; expected letters");
		expect(output).to.include("`eventId` is 51 characters long; expected 1 to 50");
		expect(output).to.include(
			"`feedbackValue` is not a feedback value; expected `Valid` or `Invalid` (did you mean `Valid`?)",
		);
		expect(output).to.include("`note` must be a string, not a number");
		expect(output).not.to.include("has a space");
	});

	it("names the missing fields, and the unknown ones", async () => {
		const output = await refusalOf(
			({ AuthEventFeedback }) => new AuthEventFeedback("misspelt", { feedbackvalue: "Valid", colour: "red" }),
		);
		for (const field of ["userPoolId", "username", "eventId", "feedbackValue"]) {
			expect(output).to.include(`\`${field}\` is required`);
		}
		expect(output).to.include("`feedbackvalue` is not a valid property (did you mean `feedbackValue`?)");
		expect(output).to.include("`colour` is not a valid property; expected `userPoolId`, `username`");
	});

	it("names the decisions of a set by event ID, the first 20 of many", async () => {
		const badIds = Array.from({ length: 30 }, (_, index) => `wrong id ${index}`);
		const output = await refusalOf(
			set("members", {
				second: { username: "has a space", feedbackValue: "Maybe", reason: "none" },
				third: { feedbackValue: null },
				...Object.fromEntries(badIds.map((id) => [id, {}])),
			}),
		);
		expect(output).to.include('decisions["second"]: `username` has an invalid format');
		expect(output).to.include('decisions["second"]: `feedbackValue` is not a feedback value');
		expect(output).to.include('decisions["second"]: `reason` is not a valid property');
		expect(output).to.include('decisions["third"]: `feedbackValue` is required');
		expect(output).to.include('decisions["wrong id 0"]: `eventId` has an invalid format');
		expect(output.match(/decisions\["/g)).to.have.lengthOf(20);
		expect(output).to.include("and 14 more failures in this set");
		expect(output).not.to.include("has a space");
	});

	it("names the arguments of a set", async () => {
		const output = await refusalOf(
			setOf("whole", { userPoolId: "no pool", decisions: ["right"], members: {} }),
		);
		expect(output).to.include("`userPoolId` has an invalid format");
		expect(output).to.include("`decisions` is not a map; expected decisions by event ID");
		expect(output).to.include("`members` is not a valid property; expected `userPoolId`, `decisions`");
	});
});
