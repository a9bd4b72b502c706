import { expect } from "chai";
import type { StateResource } from "../../workbench/project/state.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { giveFeedback } from "../support/giveFeedback.ts";
import { poolId, set, single } from "../support/program.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const content = cognito(
	user("alice", ...signIns("changed", "kept", "inSet", "besideIt", "inKeptSet", "besideThat")),
);

story("Feedback that another administrator changes", { content }, async (stack) => {
	await step("is at first as declared", async () => {
		stack.program(
			single("changed", { eventId: "changed", note: "TICKET-1" }),
			single("kept", { eventId: "kept" }),
			set("changedSet", { inSet: {}, besideIt: {} }),
			set("keptSet", { inKeptSet: {}, besideThat: { note: "TICKET-2" } }),
		);
		await stack.up();
	});

	await step("is shown by a refresh with its provider and date; the history is read once", async () => {
		for (const EventId of ["changed", "inSet"])
			await giveFeedback(stack.emulator, { EventId, FeedbackValue: "Invalid" });
		const before = await stack.project.state();
		const { output, requests, lists } = await stack.refresh();
		for (const id of ["changed", "inSet"]) {
			expect(output).to.match(
				new RegExp(
					`event ${id} in user pool ${poolId}: drift detected: expected \`Valid\`, Cognito has \`Invalid\` \\(by Admin on 20\\S+Z\\)`,
				),
			);
		}
		expect(output).to.include(`~ feedbackValue: "Valid" => "Invalid"`).and.include("~ 2 updated");
		expect(output).not.to.include("Invalid → Valid");
		expect(requests).to.have.lengthOf(1).and.deep.equal(lists);
		// The other decisions are not mentioned, and stay unchanged in state.
		expect(output).to.include("3 unchanged").and.not.match(/kept/i);
		const keptIn = (state: readonly StateResource[]) =>
			state
				.filter(({ urn }) => urn.includes("::kept"))
				.map(({ urn, id, inputs, outputs }) => ({ urn, id, inputs, outputs }));
		expect(keptIn(before)).to.have.lengthOf(2);
		expect(keptIn(await stack.project.state())).to.deep.equal(keptIn(before));
	});

	await step("is overruled by the next `up`, which changes nothing else", async () => {
		const { output, writes } = await stack.up();
		const overruled =
			/Invalid → Valid, overrules Invalid by Admin on 20\S+ \S+ UTC: SignIn 2026-11-20 08:14 UTC/;
		expect(output).to.match(new RegExp(`changed alice ${overruled.source}`));
		expect(output).to.match(new RegExp(`~ inSet alice ${overruled.source}`));
		expect(output).to.include("~ 2 updated").and.include("3 unchanged");
		expect(decisionsOf(writes)).to.deep.equal(["changed Valid", "inSet Valid"]);
		expect(new Set(Object.values(stack.feedback()))).to.deep.equal(new Set(["Valid"]));
	});

	await step("causes no further changes: a refresh finds nothing to do", async () => {
		const { output } = await stack.refresh();
		expect(output)
			.to.include("5 unchanged")
			.and.not.match(/^\s*[~+-]/m)
			.and.not.include("warning");
	});
});
