import { expect } from "chai";
import type { Adapter } from "../../workbench/project/adapters.ts";
import { cognito, manySignIns, user } from "./cognitoContent.ts";
import { set } from "./program.ts";
import { story } from "./story.ts";

const eventsPerUser = 500;
/** A page of a history has at most 60 events. */
const pages = Math.ceil(eventsPerUser / 60);

/** A set with this many decisions, on all events of as many users as necessary. */
export function largeSetStory(count: number, adapter: Adapter): void {
	const users = Array.from({ length: count / eventsPerUser }, (_, index) => `user${index + 1}`);
	const decisions = users.flatMap((username) =>
		Array.from({ length: eventsPerUser }, (_, index) => [`${username}-${index + 1}`, { username }] as const),
	);
	const options = {
		adapter,
		content: cognito(...users.map((name) => user(name, ...manySignIns(`${name}-`, eventsPerUser)))),
		config: { "cognito-feedback:requestsPerSecond": "10000" },
	};
	story(
		`A set of ${count} decisions through the ${adapter.name} costs one reading of each history, and one request each`,
		options,
		async (stack) => {
			stack.program(set("many", Object.fromEntries(decisions)));
			const { output, writes, lists } = await stack.up();
			expect(writes).to.have.lengthOf(count);
			expect(lists.length).to.be.at.most(users.length * pages);
			expect(output).to.include(`${count} to add`);
			expect(Object.keys(stack.feedback())).to.have.lengthOf(count);
		},
	);
}
