import { expect } from "chai";
import { quickStory } from "../../harness/stack.ts";
import { cognito, manySignIns, user } from "../../support/cognitoContent.ts";
import { single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

const users = ["alice", "bob", "carol", "dave"];
const content = cognito(...users.map((name) => user(name, ...manySignIns(name, 500))));
/** The requests to read all histories, with 60 events in each. */
const fullReading = 4 * 9;
/** 50 events of each user, spread over the history. */
const declared = users.flatMap((username) =>
	Array.from({ length: 50 }, (_, index) => {
		const eventId = `${username}${index * 10 + 1}`;
		return single(eventId, { username, eventId });
	}),
);

quickStory("200 decisions over 4 users with 500 events each", { content }, async (stack) => {
	stack.program(...declared);

	await step("are previewed with at most one reading of each history", async () => {
		const { steps, requests, lists } = await stack.preview();
		expect(steps).to.include({ create: 200 });
		expect(requests.length).to.equal(lists.length);
		expect(lists.length).to.be.at.most(fullReading);
	});

	await step("are submitted with one request each", async () => {
		expect((await stack.up()).writes).to.have.lengthOf(200);
	});

	await step("are previewed without a request while unchanged", async () => {
		const { steps, requests } = await stack.preview();
		expect(steps).to.include({ unchanged: 200 });
		expect(requests).to.deep.equal([]);
	});

	await step("are refreshed with at most one reading of each history", async () => {
		const { steps, requests, lists } = await stack.refresh();
		expect(steps).to.include({ unchanged: 200 });
		expect(requests.length).to.equal(lists.length);
		expect(lists.length).to.be.at.most(fullReading);
	});
});
