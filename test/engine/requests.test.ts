import { expect } from "chai";
import { cognito, manySignIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { story } from "../support/story.ts";

const count = 48;
const content = cognito(user("alice", ...manySignIns("e", 2_000)));
const config = { "cognito-feedback:requestsPerSecond": "1000" };

story("Single decisions on the oldest events of a long history", { content, config }, async (stack) => {
	const ids = Array.from({ length: count }, (_, index) => `e${index + 1}`);
	stack.program(...ids.map((eventId) => single(eventId, { eventId })));
	const { lists, writes } = await stack.up("--skip-preview");
	expect(writes).to.have.lengthOf(count);
	// 34 pages, and then the pages with the events again: once for all decisions that Pulumi creates concurrently.
	expect(lists.length).to.be.at.most(34 + count / 2);
	for (const { outputs } of await stack.project.state())
		expect(outputs).to.include({ feedbackProvider: "Admin" }).and.to.have.property("feedbackDate");
});
