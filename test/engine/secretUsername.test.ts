import { expect } from "chai";
import { overFrontEnds, plugin } from "../../tools/pulumi-project/adapters.ts";
import { answered, cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { code, poolId, secret, set, single } from "../support/program.ts";
import { someoneAnswers } from "../support/someoneAnswers.ts";
import { decisionsOf, scene } from "../support/story.ts";

overFrontEnds("A secret username", (frontEnd) => {
	const name = "hidden.person";
	const stage = scene({
		frontEnd,
		content: cognito(user(name, ...signIns("single", "inSet", "later", "unknown", "unknownInSet"))),
	});
	const username = secret(name);

	/** Whether a resource holds the name, in clear or encrypted. */
	async function held(resource: string): Promise<{ clear: boolean; encrypted: boolean }> {
		const { inputs, outputs } = (await stage.resource(resource)) ?? {};
		const texts = [JSON.stringify(inputs), JSON.stringify(outputs)];
		return {
			clear: texts.some((text) => text.includes(name)),
			encrypted: texts.every((text) => text.includes(`"ciphertext"`)),
		};
	}

	async function expectEncrypted(): Promise<void> {
		expect(await held("one")).to.deep.equal({ clear: false, encrypted: true });
		expect(await held("many")).to.deep.equal({ clear: false, encrypted: true });
	}

	it("is sent, but neither printed nor kept in clear", async () => {
		stage.program(single("one", { eventId: "single", username }), set("many", { inSet: { username } }));
		const { output, writes } = await stage.up();
		expect(output).to.include("2026-11-20T08:14:00Z").and.not.include(name);
		expect(writes.map(({ input }) => input.Username)).to.deep.equal([name, name]);
		await expectEncrypted();
	});

	it("is not printed with a change", async () => {
		stage.program(
			single("one", { eventId: "single", username, feedbackValue: "Invalid" }),
			set("many", { inSet: { username, feedbackValue: "Invalid" }, later: { username } }),
		);
		const { output } = await stage.preview();
		expect(output).to.include("single [secret] Valid → Invalid: SignIn 2026-11-20 08:14 UTC");
		expect(output).to.include("~ inSet [secret] Valid → Invalid: SignIn 2026-11-20 08:14Z");
		expect(output).to.include("+ later [secret] Valid: SignIn 2026-11-20 08:14Z");
		expect(output).not.to.include(name);
	});

	it("stays out of sight in a refresh that finds something changed", async () => {
		await someoneAnswers(stage.emulator, { Username: name, EventId: "single", FeedbackValue: "Invalid" });
		await someoneAnswers(stage.emulator, { Username: name, EventId: "inSet", FeedbackValue: "Invalid" });
		const { output } = await stage.refresh();
		expect(output).to.include("event single").and.include("event inSet").and.not.include(name);
		await expectEncrypted();
	});

	it("stays out of sight in the `up` after it", async () => {
		const { output, writes } = await stage.up();
		expect(output).not.to.include(name);
		expect(decisionsOf(writes)).to.deep.equal(["later Valid"]);
		await expectEncrypted();
	});

	it("stays one where it is only read", async () => {
		stage.program(`
			const read = feedback.AuthEventFeedback.get("one", "${poolId}/single", { username: ${username.text} });
			exports.username = read.username;
			exports.value = read.feedbackValue;
		`);
		const { output } = await stage.up();
		expect(output).not.to.include(name);
		const { username: read, value } = await stage.project.outputs();
		expect(read).to.have.property("ciphertext");
		expect(value).to.equal("Invalid");
	});

	it("stays one where it is known only after another resource", async () => {
		const late = code("pulumi.secret(late.username)");
		stage.program(
			`class Late extends pulumi.dynamic.Resource {}
			const create = async (inputs) => ({ id: "late", outs: inputs });
			const late = new Late({ create }, "late", { username: ${username.text} });`,
			single("one", { eventId: "unknown", username: late }),
			set("many", { unknownInSet: { username: late } }),
		);
		const preview = await stage.preview();
		expect(preview.output).not.to.include(name);
		expect(preview.writes).to.deep.equal([]);
		const { output, writes } = await stage.up();
		expect(output).not.to.include(name);
		expect(decisionsOf(writes)).to.deep.equal(["unknown Valid", "unknownInSet Valid"]);
		await expectEncrypted();
	});

	it("stays out of sight when the decision on it is removed", async () => {
		const { output } = await stage.destroy();
		expect(output).to.include("feedback on event unknown").and.not.include(name);
	});
});

describe("A secret username of a decision that is imported", () => {
	const name = "hidden.person";
	const stage = scene({
		frontEnd: plugin,
		content: cognito(user(name, answered(signIn("one"), "Valid", "Admin"))),
	});
	const declare = (opts: object) =>
		stage.program(
			`const args = { userPoolId: "${poolId}", eventId: "one", username: ${secret(name).text}, feedbackValue: "Valid" };`,
			`new feedback.AuthEventFeedback("one", args, ${JSON.stringify(opts)});`,
		);

	it("is in clear as long as Pulumi keeps the ID that it was imported by, and nowhere after the next `up`", async () => {
		declare({ import: `${poolId}/one/${name}` });
		expect((await stage.up()).output).to.include("1 imported");
		declare({});
		const { output, requests } = await stage.up();
		expect(output).to.include("2 unchanged").and.not.include(name);
		expect(requests).to.deep.equal([]);
		expect(JSON.stringify(await stage.project.exported())).not.to.include(name);
	});
});
