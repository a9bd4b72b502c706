import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set, single } from "../support/program.ts";
import { someoneAnswers } from "../support/someoneAnswers.ts";
import { decisionsOf, scene } from "../support/story.ts";

overFrontEnds("Feedback that somebody changed", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", ...signIns("changed", "kept", "inSet", "keptInSet"))),
	});
	let drifted: string;
	const noUpdate = /^\s*[~+-]/m;

	it("is not there at first: refresh is quiet and makes one request", async () => {
		stage.program(
			single("changed", { eventId: "changed", note: "TICKET-1" }),
			single("kept", { eventId: "kept" }),
			set("many", { inSet: {}, keptInSet: {} }),
		);
		await stage.up();
		const before = await stage.project.state();
		const { output, requests, lists } = await stage.refresh();
		expect(output).to.include("4 unchanged").and.not.match(noUpdate).and.not.include("warning");
		expect(requests).to.have.lengthOf(1).and.deep.equal(lists);
		expect((await stage.project.state()).map(valuesOf)).to.deep.equal(before.map(valuesOf));
	});

	it("shows in a refresh, with who and when", async () => {
		await someoneAnswers(stage.emulator, { EventId: "changed", FeedbackValue: "Invalid" });
		await someoneAnswers(stage.emulator, { EventId: "inSet", FeedbackValue: "Invalid" });
		const { output } = await stage.refresh();
		drifted = output;
		for (const id of ["changed", "inSet"]) {
			expect(output).to.match(
				new RegExp(
					`event ${id} in user pool ${poolId}: the feedback is now \`Invalid\`, by Admin on 20\\S+Z, and was \`Valid\``,
				),
			);
		}
		expect(output).to.include(`~ feedbackValue: "Valid" => "Invalid"`);
		expect(output).to.include("~ 2 updated").and.include("2 unchanged").and.not.include("event kept");
	});

	it("is not shown the other way round in that refresh", () => {
		expect(drifted).not.to.include("Invalid → Valid");
	});

	it("is restored by the next `up`", async () => {
		const { output, writes } = await stage.up();
		expect(output).to.include("changed alice Invalid → Valid: SignIn 2026-11-20 08:14 UTC");
		expect(output).to.include("~ inSet alice Invalid → Valid: SignIn 2026-11-20 08:14Z");
		expect(decisionsOf(writes)).to.deep.equal(["changed Valid", "inSet Valid"]);
		expect(Object.values(stage.feedback())).to.deep.equal(["Valid", "Valid", "Valid", "Valid"]);
	});

	it("is not there any more: refresh and `up` are quiet", async () => {
		const refresh = await stage.refresh();
		expect(refresh.output).to.include("4 unchanged").and.not.match(noUpdate);
		const up = await stage.up();
		expect(up.output).to.include("4 unchanged").and.not.match(noUpdate);
		expect(up.requests).to.deep.equal([]);
	});
});

/** What state says of a resource, without when it was written. */
function valuesOf({
	urn,
	id,
	inputs,
	outputs,
}: {
	urn: string;
	id?: string;
	inputs?: object;
	outputs?: object;
}) {
	return { urn, id, inputs, outputs };
}
