import { expect } from "chai";
import { decisionsInState } from "../../workbench/project/state.ts";
import { cognito, onlyEvents, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set, single } from "../support/program.ts";
import { overTestedAdapters, step, story } from "../support/story.ts";

overTestedAdapters((adapter, through) => {
	const content = cognito(user("alice", ...signIns("gone", "keptInSet", "goneInSet")));

	story(`Events that no longer exist ${through}`, { adapter, content }, async (stack) => {
		await step("are removed from state by a refresh, which reports each", async () => {
			stack.program(single("one", { eventId: "gone" }), set("many", { keptInSet: {}, goneInSet: {} }));
			await stack.up();
			await stack.becomes(onlyEvents(stack.emulator.content(), "keptInSet"));
			const { output } = await stack.refresh();
			expect(output).to.include("- 1 deleted").and.include("~ 1 updated");
			expect(output).to.include(`event gone in user pool ${poolId} does not exist`);
			expect(output).to.match(/events no longer exist \(1\).*goneInSet/);
			expect(decisionsInState(await stack.project.state())).to.deep.equal({ keptInSet: "Valid" });
		});

		await step("fail the preview of a program that still declares decisions on them", async () => {
			stack.program(single("one", { eventId: "gone" }));
			const { output } = await stack.fails("preview");
			expect(output).to.include(
				`${adapter.single} resource 'one' has a problem: event gone in user pool ${poolId} does not exist: searched the 1 event`,
			);
		});
	});
});
