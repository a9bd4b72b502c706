import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { changeFeedbackFile, emptyFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { decisionsInState } from "../../workbench/project/state.ts";
import { cognito, manySignIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { step, story } from "../support/story.ts";

/** Less than a page of a history. */
const eventsPerUser = 50;
const most = 50_000;
const users = Array.from({ length: most / eventsPerUser }, (_, index) => `user${index + 1}`);
const decisions = users.flatMap((username) =>
	Array.from({ length: eventsPerUser }, (_, index) => {
		return [`${username}-${index + 1}`, { username, feedbackValue: "Valid" }] as const;
	}),
);
/** The last decision of the file, which belongs to another part. */
const [refusedId] = decisions[most - 1] ?? ["", undefined];
let isRefused = true;

const options = {
	content: cognito(...users.map((name) => user(name, ...manySignIns(`${name}-`, eventsPerUser)))),
	config: { "cognito-feedback:requestsPerSecond": "10000", "cognito-feedback:evidence": "risk" },
	onRequest: ({ operation, input }: { operation: string; input: Readonly<Record<string, unknown>> }) => {
		if (isRefused && operation === "AdminUpdateAuthEventFeedback" && input.EventId === refusedId)
			throw new EmulatorError("NotAuthorizedException", "Said by Cognito.");
	},
};

story("A decisions file that grows from 10,000 to 50,000", options, async (stack) => {
	const path = join(stack.project.folder, "feedback.yaml");
	const write = (count: number) => {
		const empty = emptyFeedbackFile(path, poolId);
		writeFileSync(path, changeFeedbackFile(empty, new Map(decisions.slice(0, count))));
	};
	const held = async () => Object.keys(decisionsInState(await stack.project.state())).length;
	const count = `exports.count = pulumi.output(reviewed.decisions).apply((all) => Object.keys(all).length);`;
	stack.project.source(
		`const reviewed = feedback.AuthEventFeedbackSet.fromFile("reviewed", "feedback.yaml");\n${count}`,
	);

	await step("is one set of 10,000", async () => {
		write(10_000);
		const { output, writes } = await stack.up();
		expect(output).to.include("reviewed: 10000 to add\n");
		expect(output).not.to.include("reviewed-1");
		expect(writes).to.have.lengthOf(10_000);
	});

	await step("moves most of them to seven more sets, and submits only the new one", async () => {
		write(10_001);
		const { output, writes } = await stack.up();
		expect(writes).to.have.lengthOf(1);
		expect(output).not.to.match(/retain/);
		expect(output).to.match(/reviewed: (1 to add, )?\d+ moved to other resources, \d+ unchanged\n/);
		expect(output).to.match(/count *: 10000 => 10001\n/);
		expect(await held()).to.equal(10_001);
	});

	await step("moves none after that: of 50,000, one is rejected and all others are submitted", async () => {
		write(most);
		const { output, writes } = await stack.fails("up");
		expect(output).to.include(`event ${refusedId}: Cognito did not authorize the request`);
		expect(output).not.to.match(/retain|moved|adopted/);
		expect(writes).to.have.lengthOf(39_999);
		expect(Object.keys(stack.feedback())).to.have.lengthOf(most - 1);
		expect(await held()).to.equal(most - 1);
	});

	await step("is complete after an `up` that submits that one", async () => {
		isRefused = false;
		const { output, writes } = await stack.up();
		expect(writes).to.have.lengthOf(1);
		expect(output).to.match(/count *: .*50000\n/);
		expect(await held()).to.equal(most);
	});
}).timeout(600_000);
