import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isWhyNot } from "../../../tools/pulumi-cli/search.ts";
import { plugin } from "../../../tools/pulumi-project/adapters.ts";
import { yamlEnvironment } from "../../../tools/pulumi-project/yaml.ts";
import { prototypeKeys } from "../../support/anyText.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId } from "../../support/program.ts";
import { Scene } from "../../support/story.ts";

describe("Event IDs in YAML that are named like what JavaScript's objects have from birth", () => {
	const others = prototypeKeys.filter((key) => key !== "__proto__");
	let stage: Scene;

	before(async function () {
		// The first time, it builds the language host.
		this.timeout(10 * 60_000);
		const env = await yamlEnvironment();
		if (isWhyNot(env)) {
			console.error(`Event IDs in YAML are not tested: ${env.why}`);
			this.skip();
		}
		stage = new Scene({
			frontEnd: plugin,
			content: cognito(user("alice", ...signIns(...prototypeKeys))),
			env,
		});
		await stage.begin();
	});
	after(() => stage?.end());

	function declare(ids: readonly string[]): void {
		const decision = { username: "alice", feedbackValue: "Valid" };
		const decisions = ids.map((id) => `          "${id}": ${JSON.stringify(decision)}\n`).join("");
		writeFileSync(
			join(stage.project.folder, "Pulumi.yaml"),
			`name: test
runtime: yaml
resources:
  one:
    type: cognito-feedback:AuthEventFeedback
    properties: ${JSON.stringify({ userPoolId: poolId, eventId: "__proto__", ...decision })}
  many:
    type: cognito-feedback:AuthEventFeedbackSet
    properties:
        userPoolId: ${poolId}
        decisions:
${decisions}`,
		);
	}

	it("are refused in a set where they are `__proto__`, and not lost", async () => {
		declare(prototypeKeys);
		const { output, writes } = await stage.fails("up");
		expect(output)
			.to.include("an event with the ID `__proto__` cannot be decided on in a set")
			.and.include("declare it as a resource of its own, an AuthEventFeedback");
		expect(writes.map(({ input }) => input.EventId)).not.to.include.members(others);
	});

	it("are decided on like any other, `__proto__` in a resource of its own", async () => {
		declare(others);
		await stage.up();
		expect(stage.feedback()).to.have.all.keys(prototypeKeys);
		expect((await stage.preview()).output).to.include("3 unchanged");
	});
});
