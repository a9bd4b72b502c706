import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { plugin } from "../../tools/pulumi-project/adapters.ts";
import { answered, cognito, signIn, user } from "../support/cognitoContent.ts";
import { poolId, single } from "../support/program.ts";
import { scene } from "../support/story.ts";

describe("Feedback that is to be managed from now on", () => {
	const many = Array.from({ length: 200 }, (_, index) => `many${index}`);
	const given = (id: string) => answered(signIn(id), "Valid", "Admin");
	const stage = scene({
		frontEnd: plugin,
		content: cognito(
			user("alice", given("one"), given("option"), signIn("open")),
			user("team/alice@corp", given("slash")),
			user("bob", ...many.map(given)),
		),
		config: { "cognito-feedback:requestsPerSecond": "1000" },
	});

	const importing = (...args: readonly string[]) =>
		stage.project.pulumi(
			"import",
			"--yes",
			"--skip-preview",
			"--protect=false",
			"--generate-code=false",
			...args,
		);

	async function expectImported(name: string, id: string, username: string): Promise<void> {
		const { code, output } = await importing(plugin.single, name, `${poolId}/${id}/${username}`);
		expect(code, output).to.equal(0);
		expect(output).not.to.include("warning");
	}

	/** The next `up` has nothing to do and asks nothing. */
	async function expectQuiet(unchanged: number): Promise<void> {
		const { output, requests } = await stage.up();
		expect(output)
			.to.include(`${unchanged} unchanged`)
			.and.not.match(/^\s*[~+-] /m);
		expect(requests).to.deep.equal([]);
	}

	it("comes into state by `pulumi import`, under the ID of its event, with its evidence and without a note", async () => {
		await expectImported("one", "one", "alice");
		await expectImported("slash", "slash", "team/alice@corp");
		const { id, inputs, outputs } = (await stage.resource("one")) ?? {};
		expect(id).to.equal(`${poolId}/one`);
		const decision = { userPoolId: poolId, eventId: "one", username: "alice", feedbackValue: "Valid" };
		const { event, ...others } = inputs ?? {};
		expect(others).to.deep.equal(decision);
		expect(event).to.include({ city: "Berlin", riskLevel: "High" });
		expect(outputs).to.deep.equal({
			...decision,
			event,
			feedbackDate: "2026-11-21T10:00:00Z",
			feedbackProvider: "Admin",
		});
		expect((await stage.resource("slash"))?.outputs).to.include({ username: "team/alice@corp" });
	});

	it("is managed by a program that declares the same: the next `up` is quiet", async () => {
		stage.program(
			single("one", { eventId: "one" }),
			single("slash", { eventId: "slash", username: "team/alice@corp" }),
		);
		await expectQuiet(3);
	});

	it("comes into state by the option `import` of a program", async () => {
		const args = { userPoolId: poolId, username: "alice", eventId: "option", feedbackValue: "Valid" };
		const opts = { import: `${poolId}/option/alice` };
		stage.program(
			single("one", { eventId: "one" }),
			single("slash", { eventId: "slash", username: "team/alice@corp" }),
			`new feedback.AuthEventFeedback("option", ${JSON.stringify(args)}, ${JSON.stringify(opts)});`,
		);
		const { output, writes } = await stage.up();
		expect(output).to.include("= 1 imported");
		expect(writes).to.deep.equal([]);
		expect((await stage.resource("option"))?.id).to.equal(`${poolId}/option`);
		await expectQuiet(4);
	});

	it("fails for an ID of another form, and shows the form", async () => {
		for (const id of ["one", `${poolId}/one`, `${poolId}/one/`, `${poolId}/bad id/alice`]) {
			const { code, output } = await importing(plugin.single, "wrong", id);
			expect(code, output).not.to.equal(0);
			expect(output).to.include(
				"not of the form `<userPoolId>/<eventId>/<username>`, such as `eu-central-1_AbCdEf123/",
			);
		}
	});

	it("fails where there is no event, or no feedback, and says what to do", async () => {
		const missing = await importing(plugin.single, "missing", `${poolId}/other/alice`);
		expect(missing.code).not.to.equal(0);
		expect(missing.output).to.include(`event other in user pool ${poolId} does not exist`);
		const open = await importing(plugin.single, "open", `${poolId}/open/alice`);
		expect(open.code).not.to.equal(0);
		expect(open.output).to.include(`event open in user pool ${poolId} has no feedback yet`);
	});

	it("cannot be a set, and the error says what can be done", async () => {
		const { code, output } = await importing(plugin.set, "set", poolId);
		expect(code).not.to.equal(0);
		expect(output).to.include("a set of decisions cannot be imported").and.include("are adopted");
	});

	it("may be a list of 200", async () => {
		const resources = many.map((name) => ({ type: plugin.single, name, id: `${poolId}/${name}/bob` }));
		writeFileSync(join(stage.project.folder, "imports.json"), JSON.stringify({ resources }));
		const before = stage.emulator.requests.length;
		const { code, output } = await importing("--file", "imports.json");
		expect(code, output).to.equal(0);
		// Four pages of at most 60 events, each read once.
		expect(stage.emulator.requests.length - before).to.equal(4);
		expect(await stage.project.state()).to.have.lengthOf(203);
	});
});
