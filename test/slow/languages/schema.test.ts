import { join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { readText } from "../../support/manifest.ts";
import { repository } from "../../support/script.ts";
import { story } from "../../support/story.ts";

describe("The schema of the package", () => {
	story(
		"passes Pulumi's check, and equals the one that Pulumi reads from the plugin",
		{ content: exampleContent() },
		async (stack) => {
			const checked = await stack.project.command(
				"schema",
				"check",
				join(repository, "contract/schema.json"),
			);
			expect(checked.code, checked.output).to.equal(0);
			const path = join(repository, "node_modules/.bin/pulumi-resource-cognito-feedback");
			const { code, output } = await stack.project.command("package", "get-schema", path);
			expect(code, output).to.equal(0);
			const written = readText("node_modules/pulumi-cognito-feedback/dist/adapters/plugin/schema.json");
			expect(JSON.parse(output)).to.have.keys(Object.keys(JSON.parse(written)));
		},
	);
});
