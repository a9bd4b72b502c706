import { expect } from "chai";
import { cognito, manySignIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { scene } from "../support/story.ts";

describe("200 decisions over 4 users with 500 events each", () => {
	const users = ["alice", "bob", "carol", "dave"];
	/** What reading all of the histories takes, at 60 events a request. */
	const fullReading = 4 * 9;
	const stage = scene({
		content: cognito(...users.map((name) => user(name, ...manySignIns(name, 500)))),
		config: { "cognito-feedback:requestsPerSecond": "10000" },
	});

	it("cost no more than one reading of each history to preview", async () => {
		stage.program(
			...users.flatMap((username) =>
				Array.from({ length: 50 }, (_, index) => {
					const eventId = `${username}${index * 10 + 1}`;
					return single(eventId, { username, eventId });
				}),
			),
		);
		const { output, requests, lists } = await stage.preview();
		expect(output).to.include("+ 201 to create");
		expect(requests.length).to.equal(lists.length);
		expect(lists.length).to.be.at.most(fullReading);
	});

	it("are sent with one request each", async () => {
		expect((await stage.up()).writes).to.have.lengthOf(200);
	});

	it("cost nothing to preview while nothing changed", async () => {
		const { output, requests } = await stage.preview();
		expect(output).to.include("201 unchanged");
		expect(requests).to.deep.equal([]);
	});

	it("cost no more than one reading of each history to refresh", async () => {
		const { output, requests, lists } = await stage.refresh();
		expect(output).to.include("201 unchanged");
		expect(requests.length).to.equal(lists.length);
		expect(lists.length).to.be.at.most(fullReading);
	});
});
