import { secret } from "@pulumi/pulumi";
import { expect } from "chai";
import type { AuthEvent, AuthEventFilter } from "pulumi-cognito-feedback";
import { plugin } from "../../workbench/project/adapters.ts";
import type { Sdk } from "../../workbench/project/sdk.ts";
import { cognito, manySignIns, signIn, signIns, user, withFeedback } from "../support/cognitoContent.ts";
import { members, poolId, setOf, single } from "../support/program.ts";
import { decisionsOf, story } from "../support/story.ts";

const low = { EventRisk: { RiskDecision: "NoRisk", RiskLevel: "Low" } };
const content = cognito(
	user(
		"alice",
		signIn("risky", { CreationDate: "2026-11-20T08:00:00Z" }),
		signIn("old", { CreationDate: "2026-11-01T08:00:00Z" }),
		signIn("low", { CreationDate: "2026-11-19T08:00:00Z", ...low }),
		signIn("signUp", { CreationDate: "2026-11-18T08:00:00Z", EventType: "SignUp" }),
		withFeedback(signIn("given", { CreationDate: "2026-11-17T08:00:00Z" }), "Valid", "User"),
	),
	user("bob", ...manySignIns("b", 200)),
	user("carol", ...signIns("c1", "c2")),
);
const riskyFilter: AuthEventFilter = {
	riskLevelAtLeast: "Medium",
	types: ["SignIn"],
	since: "2026-11-10",
	unreviewed: true,
};

/** The events that a program lists. */
interface Listed {
	readonly risky: readonly AuthEvent[];
	readonly all: readonly AuthEvent[];
	readonly limited: readonly AuthEvent[];
}

async function list({ getAuthEvents }: Sdk): Promise<Listed> {
	const of = (username: string, filter: AuthEventFilter) =>
		getAuthEvents({ userPoolId: poolId, username, filter });
	return {
		risky: await of("alice", riskyFilter),
		all: await of("alice", {}),
		limited: await of("bob", { limit: 3 }),
	};
}

function expectNewestFirst({ risky, all, limited }: Listed): void {
	const ids = (events: readonly AuthEvent[]) => events.map(({ eventId }) => eventId);
	expect(ids(all)).to.deep.equal(["risky", "low", "signUp", "given", "old"]);
	expect(ids(limited)).to.deep.equal(["b200", "b199", "b198"]);
	expect(ids(risky)).to.deep.equal(["risky"]);
	expect(risky[0]).to.deep.include({
		eventId: "risky",
		time: "2026-11-20T08:00:00Z",
		type: "SignIn",
		riskLevel: "High",
		city: "Berlin",
		challenges: ["Password: Success"],
	});
}

describe("getAuthEvents", () => {
	story(
		"returns the events that match a filter, for a program to declare decisions on",
		{ content },
		async (stack) => {
			let listed: Listed | undefined;
			stack.program(async (sdk) => {
				listed = await list(sdk);
				for (const { eventId } of listed.risky) single(eventId, { eventId, feedbackValue: "Invalid" })(sdk);
				const ofCarol = sdk.getAuthEventsOutput({ userPoolId: poolId, username: secret("carol") });
				const decisions = ofCarol.apply((events) =>
					members(Object.fromEntries(events.map(({ eventId }) => [eventId, { username: "carol" }]))),
				);
				setOf("carol", { userPoolId: poolId, decisions })(sdk);
			});
			const { output, writes, lists } = await stack.up();
			expectNewestFirst(listed as Listed);
			expect(decisionsOf(writes)).to.deep.equal(["c1 Valid", "c2 Valid", "risky Invalid"]);
			// If an argument is secret, so is the result.
			expect(output).to.match(/decisions *: \[secret\]/);
			expect(lists.filter(({ input }) => input.Username === "bob")).to.have.lengthOf(1);
		},
	);

	const config = { "aws:region": "us-west-2" };
	story("reports a configured Region that is not called, once", { content, config }, async (stack) => {
		stack.program(async ({ getAuthEvents }) => {
			for (const username of ["alice", "carol"]) await getAuthEvents({ userPoolId: poolId, username });
		});
		const { output } = await stack.preview();
		expect(output.match(/warning: user pool eu-central-1_Test: requests go to eu-central-1/g)).to.have.length(
			1,
		);
	});

	story("returns the same through the plugin", { content, adapter: plugin }, async (stack) => {
		let listed: Listed | undefined;
		stack.program(async (sdk) => {
			listed = await list(sdk);
			const ofCarol = sdk.getAuthEventsOutput({ userPoolId: poolId, username: secret("carol") });
			return { carol: ofCarol.apply(([first]) => first?.eventId) };
		});
		const { output, lists } = await stack.preview();
		expectNewestFirst(listed as Listed);
		expect(output).to.match(/carol: \[secret\]/);
		expect(lists.filter(({ input }) => input.Username === "bob")).to.have.lengthOf(1);
	});
});
