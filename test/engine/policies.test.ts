import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { allowedBy } from "../support/policy.ts";
import { set, single } from "../support/program.ts";
import { someoneAnswers } from "../support/someoneAnswers.ts";
import { type Result, story } from "../support/story.ts";

const content = cognito(user("alice", ...signIns("e1", "e2", "e3")));

story("The commands of Pulumi call just the operations that policies/ allows", { content }, async (stack) => {
	/** The operations that each command called. */
	const called = { preview: new Set<string>(), refresh: new Set<string>(), other: new Set<string>() };

	function note(command: keyof typeof called, { requests }: Result): void {
		for (const { operation } of requests) called[command].add(operation);
	}

	function declare(feedbackValue: string): void {
		stack.program(
			single("one", { eventId: "e1", feedbackValue }),
			set("many", { e2: { feedbackValue }, e3: {} }),
		);
	}

	declare("Valid");
	note("preview", await stack.preview());
	note("other", await stack.up());
	declare("Invalid");
	note("preview", await stack.preview());
	note("other", await stack.up());
	for (const EventId of ["e1", "e2"])
		await someoneAnswers(stack.emulator, { EventId, FeedbackValue: "Valid" });
	note("refresh", await stack.refresh());
	note("other", await stack.up());
	note("other", await stack.destroy());

	expect([...called.preview].sort()).to.deep.equal(allowedBy("preview"));
	expect([...called.refresh].sort()).to.deep.equal(allowedBy("preview"));
	const all = new Set(Object.values(called).flatMap((operations) => [...operations]));
	expect([...all].sort()).to.deep.equal(allowedBy("up"));
});
