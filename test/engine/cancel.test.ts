import { expect } from "chai";
import { membersIn } from "../../workbench/project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { Hold } from "../support/emulatorHold.ts";
import { set } from "../support/program.ts";
import { overTestedAdapters, step, story } from "../support/story.ts";

const ids = Array.from({ length: 200 }, (_, index) => `e${index}`);

overTestedAdapters((adapter, through) => {
	const begun = new Hold();
	const options = {
		adapter,
		content: cognito(user("alice", ...signIns(...ids))),
		config: { "cognito-feedback:requestsPerSecond": "100" },
		onRequest: ({ operation }: { readonly operation: string }) =>
			operation === "AdminUpdateAuthEventFeedback" ? begun.hold() : Promise.resolve(),
	};

	story(`Ctrl-C during the \`up\` of a set loses nothing ${through}`, options, async (stack) => {
		let taken: string[] = [];

		await step(
			"no further request starts, those in progress complete, and state keeps their decisions",
			async () => {
				stack.program(set("many", Object.fromEntries(ids.map((id) => [id, {}]))));
				const { pid, ended, printed } = await stack.project.start("up", "--yes", "--skip-preview");
				await begun.arrived;
				process.kill(pid, "SIGINT");
				await printed(/cancelling/);
				begun.letGo();
				const { code, output } = await ended;
				expect(code, output).not.to.equal(0);
				expect(output).to.match(/\d+ of 200 decisions could not be submitted/);
				expect(output).to.include("the run was cancelled before this request");
				const writes = stack.emulator.requests.filter(
					({ operation }) => operation === "AdminUpdateAuthEventFeedback",
				);
				taken = Object.keys(stack.feedback());
				expect(taken).to.have.lengthOf(writes.length).and.to.have.length.within(1, 40);
				const stored = membersIn((await stack.resource("many"))?.outputs?.decisions);
				expect(stored).to.have.all.keys(taken);
			},
		);

		await step("the next `up` submits the rest, and nothing twice", async () => {
			const { writes } = await stack.up();
			expect(writes).to.have.lengthOf(ids.length - taken.length);
			expect(Object.keys(stack.feedback())).to.have.members(ids);
		});
	});
});
