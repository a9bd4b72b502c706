import { expect } from "chai";
import type { EmulatorContent } from "pulumi-cognito-feedback/emulator";
import { buildPool, decide } from "../../../workbench/pool.ts";
import { quickStory } from "../../harness/stack.ts";
import { answered, cognito, manySignIns, user } from "../../support/cognitoContent.ts";
import { type Declaration, set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

const count = 300;
const ids = Array.from({ length: count }, (_, index) => `e${index + 1}`);
/** What reading a history of 2,000 events takes, at 60 events a request. */
const wholeHistory = 34;
/** What looking at events again takes, which each single decision does. */
const again = 100;

/** A user with 2,000 events, of which the oldest have this feedback of an administrator. */
function history(feedback?: string): EmulatorContent {
	const events = manySignIns("e", 2_000);
	const old = feedback === undefined ? [] : events.slice(0, count);
	return cognito(
		user(
			"alice",
			...old.map((event) => answered(event, feedback ?? "", "Admin")),
			...events.slice(old.length),
		),
	);
}

const kinds: Readonly<Record<string, (feedbackValue: string) => Declaration[]>> = {
	singles: (feedbackValue) => ids.map((eventId) => single(eventId, { eventId, feedbackValue })),
	"decisions in a set": (feedbackValue) => [
		set("many", Object.fromEntries(ids.map((id) => [id, { feedbackValue }]))),
	],
};

describe("Requests that list events", () => {
	for (const [kind, declared] of Object.entries(kinds)) {
		const more = kind === "singles" ? again : 0;

		quickStory(`of ${count} ${kind} on the oldest events of a user with 2,000`, { content: history() }, async (stack) => {
			await step("in a first up", async () => {
				stack.program(...declared("Valid"));
				const { lists, writes } = await stack.up();
				console.log(kind, "up", lists.length);
				expect(writes).to.have.lengthOf(count);
				expect(lists.length).to.be.at.most(wholeHistory + more);
			});

			await step("where all values change", async () => {
				stack.program(...declared("Invalid"));
				const { lists, writes } = await stack.up();
				console.log(kind, "update", lists.length);
				expect(writes).to.have.lengthOf(count);
				expect(lists.length).to.be.at.most(wholeHistory + more);
			});
		});

		quickStory(`of ${count} ${kind} that an administrator has made already`, { content: history("Valid") }, async (stack) => {
			stack.program(...declared("Valid"));
			const { lists, writes } = await stack.up();
			console.log(kind, "adopted", lists.length);
			expect(writes).to.deep.equal([]);
			expect(lists.length).to.be.at.most(2 * wholeHistory + more);
		});
	}
});
