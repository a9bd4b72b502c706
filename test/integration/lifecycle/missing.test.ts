import { expect } from "chai";
import { InProcessStack } from "../../harness/stack.ts";
import { cognito, manySignIns, user } from "../../support/cognitoContent.ts";
import { type Declaration, poolId, set, single } from "../../support/program.ts";

describe("A preview of decisions on something that does not exist", () => {
	const { UserPools } = cognito(user("alice", ...manySignIns("e", 70)), user("idle"));
	const off = { Id: "eu-central-1_Off", UserPoolAddOns: { AdvancedSecurityMode: "OFF" as const } };

	/** The output of a preview that rejects a resource, without submitting feedback. */
	async function refusalOf(declaration: Declaration): Promise<string> {
		const stack = await InProcessStack.create({ content: { UserPools: [...UserPools, off] } });
		try {
			stack.program(declaration);
			const { output, writes } = await stack.fails("preview");
			expect(writes).to.deep.equal([]);
			return output;
		} finally {
			await stack.dispose();
		}
	}

	it("fails for an event, and reports the searched period", async () => {
		const output = await refusalOf(single("gone", { eventId: "other" }));
		expect(output).to.include("resource 'gone'");
		expect(output).to.include(
			`event other in user pool ${poolId} does not exist: searched all 70 events that Cognito lists for the user, from 2026-11-01T00:00:00Z to 2026-11-01T01:09:00Z`,
		);
	});

	it("fails for a pool", async () => {
		const output = await refusalOf(single("nowhere", { eventId: "e1", userPoolId: "eu-central-1_None" }));
		expect(output).to.include(
			"event e1 in user pool eu-central-1_None: Cognito could not find the user pool",
		);
	});

	it("fails for a pool without threat protection", async () => {
		const output = await refusalOf(single("off", { eventId: "e1", userPoolId: off.Id }));
		expect(output).to.include(`event e1 in user pool ${off.Id}: threat protection is off in the user pool`);
	});

	it("fails for each of them in a set", async () => {
		const output = await refusalOf(
			set("many", { e1: {}, other: {}, another: {}, e2: { username: "nobody" }, none: { username: "idle" } }),
		);
		expect(output).to.include(`decisions["other"]: event other in user pool ${poolId} does not exist`);
		expect(output).to.include(`decisions["another"]: event another in user pool ${poolId} does not exist`);
		expect(output).to.include('decisions["e2"]: event e2 in ').and.include("has no user with this username");
		expect(output).to.include(
			`decisions["none"]: event none in user pool ${poolId} does not exist: Cognito lists no events for the user`,
		);
		expect(output).not.to.include('decisions["e1"]').and.not.include("nobody");
	});
});
