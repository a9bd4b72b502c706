import { expect } from "chai";
import { dynamicProvider, plugin } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

describe("Decisions that move between the dynamic provider and the plugin", () => {
	const stage = scene({
		content: cognito(user("alice", ...signIns("one", "noted", "a", "b"))),
		frontEnd: plugin,
	});
	const declared = [
		single("one", { eventId: "one", feedbackValue: "Invalid" }),
		single("noted", { eventId: "noted", note: "TICKET-1" }),
		set("many", { a: {}, b: { note: "TICKET-2" } }),
	];
	const answers = { one: "Invalid", noted: "Valid", a: "Valid", b: "Valid" };
	/** The notes that state has, by name. */
	const notes = async () => ({
		noted: (await stage.resource("noted"))?.outputs?.note,
		many: JSON.stringify((await stage.resource("many"))?.outputs).includes("TICKET-2"),
	});

	it("are there, by the dynamic provider", async () => {
		stage.project.program(declared.join("\n"), dynamicProvider);
		const { writes } = await stage.up();
		expect(writes).to.have.lengthOf(4);
	});

	for (const [from, to] of [
		[dynamicProvider, plugin],
		[plugin, dynamicProvider],
	] as const) {
		it(`are adopted by the ${to.name}, and nothing is sent or lost`, async () => {
			stage.project.program(declared.join("\n"), to);
			const { output, writes } = await stage.up();
			expect(writes).to.deep.equal([]);
			expect(output).to.include("the answer is adopted").and.include("stays in Amazon Cognito");
			expect(stage.feedback()).to.deep.equal(answers);
			const types = (await stage.project.state()).map(({ type }) => type);
			expect(types).to.have.members([to.single, to.single, to.set]).and.not.include(from.single);
			expect(await notes()).to.deep.equal({ noted: "TICKET-1", many: true });
			const quiet = await stage.up();
			expect(quiet.output).to.include("4 unchanged");
			expect(quiet.requests).to.deep.equal([]);
		});
	}
});
