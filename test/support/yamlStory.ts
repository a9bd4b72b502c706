import { isWhyNot } from "../../tools/pulumi-cli/search.ts";
import { yamlEnvironment } from "../../workbench/project/yaml.ts";
import { type StackOptions, TestStack } from "./story.ts";

/** A story whose program is YAML: the test must write `Pulumi.yaml`. Skipped if YAML programs cannot run. */
export function yamlStory(
	title: string,
	options: StackOptions,
	tell: (stack: TestStack) => Promise<void>,
): Mocha.Test {
	return it(title, async function () {
		// The first run builds the language host.
		this.timeout(10 * 60_000);
		const env = await yamlEnvironment();
		if (isWhyNot(env)) {
			console.error(`A test of YAML is left out: ${env.why}`);
			this.skip();
		}
		const stack = await TestStack.create({ ...options, env });
		try {
			await tell(stack);
		} finally {
			await stack.dispose();
		}
	});
}
