import { expect } from "chai";
import { dynamicProvider, plugin } from "../../workbench/project/adapters.ts";
import { membersIn, named } from "../../workbench/project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const content = cognito(user("alice", ...signIns("one", "noted", "a", "b")));
const declared = [
	single("one", { eventId: "one", feedbackValue: "Invalid" }),
	single("noted", { eventId: "noted", note: "TICKET-1" }),
	set("many", { a: {}, b: { note: "TICKET-2" } }),
];
const feedback = { one: "Invalid", noted: "Valid", a: "Valid", b: "Valid" };

story(
	"Decisions that move between the dynamic provider and the plugin",
	{ content, adapter: plugin },
	async (stack) => {
		await step("belong to the plugin at first", async () => {
			stack.program(...declared);
			const { writes } = await stack.up();
			expect(decisionsOf(writes)).to.deep.equal(["a Valid", "b Valid", "noted Valid", "one Invalid"]);
		});

		for (const [from, to] of [
			[plugin, dynamicProvider],
			[dynamicProvider, plugin],
		] as const) {
			await step(`are adopted by the ${to.name}, and nothing is submitted or lost`, async () => {
				stack.programOf(to, ...declared);
				const { output, writes } = await stack.up();
				expect(writes).to.deep.equal([]);
				expect(output)
					.to.include("adopted the existing administrator feedback")
					.and.include("is retained in Amazon Cognito");
				expect(stack.feedback()).to.deep.equal(feedback);
				const state = await stack.project.state();
				const types = state.map(({ type }) => type);
				expect(types).to.have.members([to.single, to.single, to.set]).and.not.include(from.single);
				expect(named(state, "noted")?.outputs).to.include({ note: "TICKET-1" });
				expect(membersIn(named(state, "many")?.outputs?.decisions).b).to.include({ note: "TICKET-2" });
			});
		}

		await step("stay unchanged from then on", async () => {
			const { output, requests } = await stack.preview();
			expect(output).to.include("4 unchanged");
			expect(requests).to.deep.equal([]);
		});
	},
);
