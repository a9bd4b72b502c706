import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { isWhyNot } from "../../../tools/pulumi-cli/search.ts";
import { PulumiProject } from "../../../tools/pulumi-project/project.ts";
import { yamlEnvironment } from "../../../tools/pulumi-project/yaml.ts";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { repository } from "../../support/script.ts";

describe("The program of examples/yaml", () => {
	let project: PulumiProject;
	let emulator: Emulator;

	before(async function () {
		// The first time, it builds the language host.
		this.timeout(10 * 60_000);
		const env = await yamlEnvironment();
		if (isWhyNot(env)) {
			console.error(`examples/yaml is not tested: ${env.why}`);
			this.skip();
		}
		emulator = await startEmulator();
		project = await PulumiProject.create({
			env,
			config: { "cognito-feedback:endpoint": emulator.endpoint },
		});
		const program = readFileSync(join(repository, "examples/yaml/Pulumi.yaml"), "utf8");
		writeFileSync(join(project.folder, "Pulumi.yaml"), program.replace(/^name: .*$/m, "name: test"));
	});
	after(async () => {
		project?.dispose();
		await emulator?.close();
	});

	it("shows in a preview what Cognito knows, and submits nothing", async () => {
		const before = emulator.content();
		const { code, output } = await project.preview();
		expect(code, output).to.equal(0);
		expect(output).to.include("Berlin").and.include("latestRisk");
		expect(emulator.content()).to.deep.equal(before);
	});

	it("submits its decisions, and then is quiet", async () => {
		const { code, output } = await project.up();
		expect(code, output).to.equal(0);
		expect(feedbackIn(emulator.content())).to.include({
			"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
			"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
		});
		expect((await project.up()).output).to.include("3 unchanged");
	});

	it("has the schema of the package, which Pulumi takes", async () => {
		const path = join(repository, "node_modules/.bin/pulumi-resource-cognito-feedback");
		const { code, output } = await project.command("package", "get-schema", path);
		expect(code, output).to.equal(0);
		const written = readFileSync(join(repository, "provider/dist/adapters/plugin/schema.json"), "utf8");
		expect(JSON.parse(output)).to.have.keys(Object.keys(JSON.parse(written)));
	});
});
