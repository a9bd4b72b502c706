import { expect } from "chai";
import { cognito, signIn, user, withFeedback } from "../../support/cognitoContent.ts";
import { policyPack } from "../../support/policyPack.ts";
import { set, single } from "../../support/program.ts";
import { step, story } from "../../support/story.ts";

const day = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * day - day / 2).toISOString();

/** A low-risk sign-in of yesterday. */
function harmless(id: string) {
	return signIn(id, {
		CreationDate: daysAgo(1),
		EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "Low" },
	});
}

describe("The policy pack of examples/policy", () => {
	const pack = policyPack("policy");
	after(() => pack.dispose());
	const flags = ["--policy-pack", pack.folder, "--policy-pack-config", `${pack.folder}/config.json`];
	const options = {
		env: { PATH: pack.path },
		content: cognito(
			user(
				"alice",
				...["a", "b"].flatMap((each) => [
					signIn(`risky-${each}`, { CreationDate: daysAgo(1) }),
					withFeedback(harmless(`overruled-${each}`), "Invalid", "User"),
					{ ...harmless(`old-${each}`), CreationDate: daysAgo(40) },
					harmless(`fine-${each}`),
				]),
			),
		),
	};

	story("checks decisions in a preview, single ones and those of a set", options, async (stack) => {
		await step("accepts decisions with reasons", async () => {
			const note = "TICKET-1";
			stack.program(
				...["risky-a", "overruled-a"].map((eventId) => single(eventId, { eventId, note })),
				set("many", { "risky-b": { note }, "overruled-b": { feedbackValue: "Invalid" }, "fine-b": {} }),
			);
			const { output } = await stack.preview(...flags);
			expect(output).to.match(/Policy Packs run:\s+Name +Version\s+cognito-feedback/);
			expect(output).not.to.match(/\[mandatory\]|\[advisory\]/);
		});

		await step("rejects decisions without a reason, and prints why", async () => {
			stack.program(
				...["risky-a", "overruled-a", "old-a", "fine-a"].map((eventId) => single(eventId, { eventId })),
				set("many", { "risky-b": {}, "overruled-b": {}, "old-b": {}, "fine-b": {} }),
			);
			const { output, writes } = await stack.fails("preview", ...flags);
			for (const each of ["a", "b"]) {
				expect(output).to.include(
					`Event risky-${each}: threat protection rated it High, and the decision is Valid; explain why in its note.`,
				);
				expect(output).to.include(
					`Event overruled-${each}: the user gave Invalid, and the decision is Valid; explain why in its note.`,
				);
				expect(output).to.include(
					`Event old-${each}: it happened 40 days ago; the limit is 30. Remove the decision from the program.`,
				);
				expect(output).not.to.include(`Event fine-${each}`);
			}
			expect(writes).to.deep.equal([]);
		});

		await step("cannot be bypassed by keeping no evidence", async () => {
			stack.project.configure({ "cognito-feedback:evidence": "none" });
			const { output } = await stack.fails("preview", ...flags);
			for (const each of ["a", "b"]) expect(output).to.include(`Event risky-${each}: it has no evidence; `);
		});
	});
});
