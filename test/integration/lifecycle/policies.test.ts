import { expect } from "chai";
import { quickStory, type Result } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { giveFeedback } from "../../support/giveFeedback.ts";
import { allowedBy } from "../../support/policy.ts";
import { set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

quickStory(
	"Commands call exactly the operations that the IAM policies allow, for single decisions and for sets",
	{ content: cognito(user("alice", ...signIns("e1", "e2", "e3"))) },
	async (stack) => {
		const called = { preview: new Set<string>(), all: new Set<string>() };
		const note = ({ requests }: Result, command: keyof typeof called = "all") => {
			for (const { operation } of requests) {
				called[command].add(operation);
				called.all.add(operation);
			}
		};
		const declare = (feedbackValue: string) =>
			stack.program(
				single("one", { eventId: "e1", feedbackValue }),
				set("many", { e2: { feedbackValue }, e3: {} }),
			);

		for (const feedbackValue of ["Valid", "Invalid"]) {
			declare(feedbackValue);
			note(await stack.preview(), "preview");
			note(await stack.up());
		}
		for (const EventId of ["e1", "e2"])
			await giveFeedback(stack.emulator, { EventId, FeedbackValue: "Valid" });
		const refresh = await stack.refresh();
		note(await stack.preview(), "preview");
		note(await stack.up());
		note(await stack.destroy());
		expect(stack.feedback()).to.deep.equal({ e1: "Invalid", e2: "Invalid", e3: "Valid" });

		await step("a preview: policies/preview.json", () => {
			expect([...called.preview].sort()).to.deep.equal(allowedBy("preview"));
		});
		await step("a refresh: no more than that", () => {
			const operations = new Set(refresh.requests.map(({ operation }) => operation));
			expect([...operations].sort()).to.deep.equal(allowedBy("preview"));
		});
		await step("all together: policies/up.json", () => {
			expect([...called.all].sort()).to.deep.equal(allowedBy("up"));
		});
	},
);
