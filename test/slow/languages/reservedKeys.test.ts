import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { prototypeKeys } from "../../support/anyText.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId } from "../../support/program.ts";
import { step, type TestStack } from "../../support/story.ts";
import { yamlStory } from "../../support/yamlStory.ts";

describe("Event IDs in YAML that are named like built-in properties of objects", () => {
	const others = prototypeKeys.filter((key) => key !== "__proto__");
	const content = cognito(user("alice", ...signIns(...prototypeKeys)));

	yamlStory("work like any other, and none is lost", { content }, async (stack) => {
		await step("`__proto__` is rejected in a set", async () => {
			declare(stack, prototypeKeys);
			const { output, writes } = await stack.fails("up");
			expect(output)
				.to.include("an event with the ID `__proto__` cannot be in a set")
				.and.include("declare an AuthEventFeedback resource instead");
			expect(writes.map(({ input }) => input.EventId)).not.to.include.members(others);
		});

		await step("`__proto__` is accepted in a resource of its own, and the others in a set", async () => {
			declare(stack, others);
			await stack.up();
			expect(stack.feedback()).to.have.all.keys(prototypeKeys);
			expect((await stack.preview()).output).to.include("3 unchanged");
		});
	});
});

/** Declares `__proto__` alone, and events in a set. */
function declare(stack: TestStack, ids: readonly string[]): void {
	const decision = { username: "alice", feedbackValue: "Valid" };
	const decisions = ids.map((id) => `          "${id}": ${JSON.stringify(decision)}\n`).join("");
	writeFileSync(
		join(stack.project.folder, "Pulumi.yaml"),
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
