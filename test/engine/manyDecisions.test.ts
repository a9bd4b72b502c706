import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { cognito, manySignIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("A set of 10,000 decisions", (frontEnd) => {
	const users = Array.from({ length: 20 }, (_, index) => `user${index + 1}`);
	const stage = scene({
		frontEnd,
		content: cognito(...users.map((name) => user(name, ...manySignIns(`${name}-`, 500)))),
		config: { "cognito-feedback:requestsPerSecond": "10000" },
	});

	it("is looked up with one reading of each history, and sent with one request each", async () => {
		stage.program(`
			const decisions = Object.fromEntries(${JSON.stringify(users)}.flatMap((username) =>
				Array.from({ length: 500 }, (_, index) => [
					username + "-" + (index + 1),
					{ username, feedbackValue: "Valid" },
				]),
			));
			new feedback.AuthEventFeedbackSet("many", { userPoolId: ${JSON.stringify(poolId)}, decisions });
		`);
		const { output, writes, lists } = await stage.up();
		expect(writes).to.have.lengthOf(10_000);
		expect(lists.length).to.be.at.most(20 * 9);
		expect(output).to.include("10000 to add");
		expect(Object.keys(stage.feedback())).to.have.lengthOf(10_000);
	});
});
