import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { plugin } from "../../tools/pulumi-project/adapters.ts";
import { PulumiProject } from "../../tools/pulumi-project/project.ts";
import { cognito, feedbackIn, signIns, user } from "../support/cognitoContent.ts";
import { CountingServer } from "../support/countingServer.ts";
import { installNode } from "../support/installNode.ts";
import { archiveVersion, pluginArchives } from "../support/pluginArchive.ts";
import { poolId } from "../support/program.ts";
import { repository } from "../support/script.ts";

const named = ["resource", "cognito-feedback", archiveVersion] as const;

describe("The plugin's archive", () => {
	const archives = pluginArchives();
	let emulator: Emulator;
	let project: PulumiProject;

	before(async () => {
		emulator = await startEmulator({ content: cognito(user("alice", ...signIns("one"))) });
		project = await begin(dirname(process.execPath), {
			AWS_ACCESS_KEY_ID: undefined,
			AWS_SECRET_ACCESS_KEY: undefined,
		});
		// Elsewhere than in the environment: the AWS SDK loads what reads this when it needs it.
		writeFileSync(
			join(project.folder, "aws-credentials"),
			"[default]\naws_access_key_id = test\naws_secret_access_key = test\n",
		);
		project.source(
			`new feedback.AuthEventFeedback("one", ${JSON.stringify({ userPoolId: poolId, username: "alice", eventId: "one", feedbackValue: "Valid" })});`,
		);
	});
	after(async () => {
		project?.dispose();
		await emulator?.close();
	});

	/** A project on a machine that has Node.js and Pulumi's SDK, and the plugin neither on PATH nor in `node_modules`. */
	function begin(node: string, env: NodeJS.ProcessEnv = {}): Promise<PulumiProject> {
		const others = (process.env.PATH ?? "")
			.split(delimiter)
			.filter(
				(folder) =>
					!["node", "pulumi-resource-cognito-feedback"].some((name) => existsSync(join(folder, name))),
			);
		return PulumiProject.create({
			adapter: plugin,
			env: { PATH: [node, ...others].join(delimiter), ...env },
			config: { "cognito-feedback:endpoint": emulator.endpoint },
			layOut: async (folder) => {
				writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
				writeFileSync(join(folder, "package.json"), '{ "name": "test", "main": "index.js" }');
				cpSync(join(repository, "tools/pulumi-project/pluginSdk.cjs"), join(folder, "pluginSdk.cjs"));
				mkdirSync(join(folder, "node_modules"));
				for (const name of readdirSync(join(repository, "node_modules"))) {
					if (name.includes("cognito-feedback") || name === ".bin") continue;
					symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
				}
			},
		});
	}

	it("brings Pulumi a plugin that it does not find otherwise", async () => {
		const before = await project.preview();
		expect(before.code, before.output).not.to.equal(0);
		expect(before.output).to.match(/no resource plugin 'pulumi-resource-cognito-feedback' found/);

		const { code, output } = await project.command("plugin", "install", ...named, "--file", archives.file);
		expect(code, output).to.equal(0);
		const installed = JSON.parse((await project.command("plugin", "ls", "--json")).output);
		expect(installed).to.have.lengthOf(1);
		expect(installed[0]).to.include({ name: "cognito-feedback", kind: "resource", version: archiveVersion });
		const schema = await project.command("package", "get-schema", "cognito-feedback");
		expect(schema.code, schema.output).to.equal(0);
		expect(JSON.parse(schema.output).resources).to.have.property(plugin.single);
	});

	it("previews, submits and reads as the package does", async () => {
		const preview = await project.preview();
		expect(preview.code, preview.output).to.equal(0);
		expect(preview.output).to.include('city                  : "Berlin"');
		expect(feedbackIn(emulator.content())).to.deep.equal({});

		const up = await project.up();
		expect(up.code, up.output).to.equal(0);
		expect(feedbackIn(emulator.content())).to.deep.equal({ one: "Valid" });
		const refresh = await project.refresh();
		expect(refresh.output).to.include("2 unchanged");
	});

	it("is what Pulumi asks a server for", async () => {
		const server = await CountingServer.start((request, response) => {
			const path = join(archives.folder, request.url?.replace(`/v${archiveVersion}/`, "/") ?? "");
			if (existsSync(path)) response.end(readFileSync(path));
			else response.writeHead(404).end();
		});
		const url = `${server.endpoint}/v\${VERSION}`;
		const { code, output } = await project.command(
			"plugin",
			"install",
			...named,
			"--server",
			url,
			"--reinstall",
		);
		await server.close();
		expect(code, output).to.equal(0);
		expect(server.requests).to.have.lengthOf(1);
		const quiet = await project.up();
		expect(quiet.output).to.include("2 unchanged");
	});

	it("takes its decision back out of state", async () => {
		const { code, output } = await project.destroy();
		expect(code, output).to.equal(0);
		expect(output).to.include("2 deleted");
		expect(await project.state()).to.deep.equal([]);
	});

	describe("where Node.js is missing or too old", () => {
		let folder: string;
		let bare: PulumiProject | undefined;
		beforeEach(() => {
			folder = mkdtempSync(join(tmpdir(), "cognito-feedback-node-"));
		});
		afterEach(() => {
			bare?.dispose();
			rmSync(folder, { recursive: true, force: true });
		});

		/** What somebody sees whose Pulumi starts the plugin with the `node` in a folder, if there is one. */
		async function seen(node: string): Promise<string> {
			bare = await begin(node);
			const installed = await bare.command("plugin", "install", ...named, "--file", archives.file);
			expect(installed.code, installed.output).to.equal(0);
			const flags = ["--yes", "--skip-preview", "--generate-code=false"];
			const imported = await bare.pulumi("import", ...flags, plugin.single, "one", `${poolId}/one/alice`);
			expect(imported.code, imported.output).not.to.equal(0);
			expect(imported.output).not.to.match(/^ +at /m);
			return imported.output;
		}

		it("says that there is none", async () => {
			expect(await seen(folder)).to.match(
				/^ *pulumi-cognito-feedback needs Node\.js 22 or newer, and there is no node on PATH: install it/m,
			);
		});

		it("says that it is too old", async () => {
			const output = await seen(await installNode("20.19.5", folder));
			expect(output).to.include(
				"pulumi-cognito-feedback needs Node.js 22 or newer, and runs on 20.19.5: install a newer one",
			);
			expect(output).not.to.include("bug");
		});
	});
});
