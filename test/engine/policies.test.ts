import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { allowedBy } from "../support/policy.ts";
import { set, single } from "../support/program.ts";
import { someoneAnswers } from "../support/someoneAnswers.ts";
import { type Step, scene } from "../support/story.ts";

const declarations = {
	"A single decision": (feedbackValue: string) => single("one", { eventId: "e1", feedbackValue }),
	"A set": (feedbackValue: string) => set("many", { e1: { feedbackValue }, e2: {} }),
};

for (const [what, declare] of Object.entries(declarations)) {
	describe(`${what}, in all of its life`, () => {
		const stage = scene({ content: cognito(user("alice", ...signIns("e1", "e2"))) });
		/** The operations that each command called. */
		const called = { preview: new Set<string>(), refresh: new Set<string>(), other: new Set<string>() };

		function note(command: keyof typeof called, { requests }: Step): void {
			for (const { operation } of requests) called[command].add(operation);
		}

		before(async () => {
			stage.program(declare("Valid"));
			note("preview", await stage.preview());
			note("other", await stage.up());
			stage.program(declare("Invalid"));
			note("preview", await stage.preview());
			note("other", await stage.up());
			await someoneAnswers(stage.emulator, { EventId: "e1", FeedbackValue: "Valid" });
			note("refresh", await stage.refresh());
			note("preview", await stage.preview());
			note("other", await stage.up());
			note("other", await stage.destroy());
		});

		it("calls in previews just what policies/preview.json allows", () => {
			expect([...called.preview].sort()).to.deep.equal(allowedBy("preview"));
		});

		it("calls in a refresh no more than that", () => {
			expect([...called.refresh].sort()).to.deep.equal(allowedBy("preview"));
		});

		it("calls altogether just what policies/up.json allows", () => {
			const all = new Set(Object.values(called).flatMap((operations) => [...operations]));
			expect([...all].sort()).to.deep.equal(allowedBy("up"));
		});
	});
}
