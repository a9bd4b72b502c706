import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import { PulumiProject } from "../../workbench/project/project.ts";
import { poolId } from "../support/program.ts";
import { stackTrace, step } from "../support/story.ts";

it("The plugin explains what to do if the Pulumi SDK beside it is too old or missing", async () => {
	const project = await PulumiProject.create({ adapter: plugin, ownPackage: true });
	const sdk = join(project.packageFolder, "..", "@pulumi");

	/** CLI commands that start the plugin without a program, and so without the program's SDK. */
	const commands = {
		"pulumi import": () =>
			project.pulumi("import", "--yes", "--generate-code=false", plugin.single, "one", `${poolId}/e1/alice`),
		"pulumi package get-schema": () =>
			project.command(
				"package",
				"get-schema",
				join(project.packageFolder, "bin/pulumi-resource-cognito-feedback"),
			),
	};

	async function expectRefused(found: string): Promise<void> {
		for (const [command, run] of Object.entries(commands)) {
			const { code, output } = await run();
			expect(code, command).not.to.equal(0);
			expect(output).to.include(
				`requires \`@pulumi/pulumi\` 3.139.0 or newer, but ${found}. Run \`npm install`,
			);
			expect(output).not.to.match(stackTrace).and.not.include("bug");
		}
	}

	try {
		await step("too old", async () => {
			const path = join(sdk, "pulumi", "package.json");
			writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), version: "3.138.9" }));
			await expectRefused("3.138.9 is installed");
		});

		await step("missing", async () => {
			rmSync(sdk, { recursive: true });
			await expectRefused("it is not installed");
		});
	} finally {
		project.dispose();
	}
});
