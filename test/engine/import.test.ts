import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import type { Run } from "../../workbench/project/cli.ts";
import { cognito, signIn, user, withFeedback } from "../support/cognitoContent.ts";
import { poolId, single } from "../support/program.ts";
import { step, story, type TestStack } from "../support/story.ts";

const many = Array.from({ length: 70 }, (_, index) => `many${index}`);
const given = (id: string) => withFeedback(signIn(id), "Valid", "Admin");
const options = {
	adapter: plugin,
	content: cognito(
		user("alice", given("one"), given("option"), signIn("open")),
		user("team/alice@corp", given("slash")),
		user("bob", ...many.map(given)),
	),
	config: { "cognito-feedback:requestsPerSecond": "1000" },
};

function importing({ project }: TestStack, ...args: readonly string[]): Promise<Run> {
	const flags = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
	return project.pulumi("import", ...flags, ...args);
}

story("Existing feedback is imported, and managed by a program from then on", options, async (stack) => {
	await step("by `pulumi import`: state has its event ID and evidence, and no note", async () => {
		const { code, output } = await importing(stack, plugin.single, "one", `${poolId}/one/alice`);
		expect(code, output).to.equal(0);
		expect(output).not.to.include("warning");
		const { id, inputs, outputs } = (await stack.resource("one")) ?? {};
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
	});

	const declare = (opts: (id: string) => CustomResourceOptions) =>
		stack.program(
			single("one", { eventId: "one" }),
			single("option", { eventId: "option" }, opts("option/alice")),
			single("slash", { eventId: "slash", username: "team/alice@corp" }, opts("slash/team/alice@corp")),
		);

	await step("by the option `import` of a program, without importing a resource again", async () => {
		declare((id) => ({ import: `${poolId}/${id}` }));
		const { output, writes } = await stack.up();
		expect(output).to.include("= 2 imported").and.include("2 unchanged");
		expect(writes).to.deep.equal([]);
		expect((await stack.resource("option"))?.id).to.equal(`${poolId}/option`);
	});

	await step("and the next `up` has nothing to do, and makes no request", async () => {
		declare(() => ({}));
		const { output, requests } = await stack.up();
		expect(output)
			.to.include("4 unchanged")
			.and.not.match(/^\s*[~+-] /m);
		expect(requests).to.deep.equal([]);
	});

	await step("from a list of 70, with each page of events read once", async () => {
		const resources = many.map((name) => ({ type: plugin.single, name, id: `${poolId}/${name}/bob` }));
		writeFileSync(join(stack.project.folder, "imports.json"), JSON.stringify({ resources }));
		const before = stack.emulator.requests.length;
		const { code, output } = await importing(stack, "--file", "imports.json");
		expect(code, output).to.equal(0);
		// Two pages of at most 60 events.
		expect(stack.emulator.requests.length - before).to.equal(2);
		expect(await stack.project.state()).to.have.lengthOf(73);
	});
});

story("An impossible import fails with an explanation of what to do", options, async (stack) => {
	async function expectRefused(type: string, id: string, ...reasons: readonly string[]): Promise<void> {
		const { code, output } = await importing(stack, type, "wrong", id);
		expect(code, output).not.to.equal(0);
		for (const reason of reasons) expect(output).to.include(reason);
	}

	await step("an ID without a username", () =>
		expectRefused(
			plugin.single,
			`${poolId}/one`,
			"`username` is missing. Pass it to `AuthEventFeedback.get`, or to import the event use the ID `<userPoolId>/<eventId>/<username>`.",
		),
	);
	await step("a set", () => expectRefused(plugin.set, poolId, "a set cannot be imported", "is adopted"));
});
