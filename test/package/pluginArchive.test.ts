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
import { plugin } from "../../workbench/project/adapters.ts";
import { pathWithout } from "../../workbench/project/folder.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { CountingServer } from "../support/countingServer.ts";
import { installNode } from "../support/installNode.ts";
import { archiveVersion, pluginArchives } from "../support/pluginArchive.ts";
import { poolId } from "../support/program.ts";
import { repository } from "../support/script.ts";
import { type StackOptions, step, story, TestStack } from "../support/story.ts";

const named = ["resource", "cognito-feedback", archiveVersion] as const;

describe("The plugin's archive", () => {
	const archives = pluginArchives();
	const elsewhere = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

	story(
		"contains a plugin that does the same as the package's",
		machineWith(dirname(process.execPath), elsewhere),
		async (stack) => {
			const { project } = stack;
			// In a file and not in the environment, because the AWS SDK loads its reader of files on demand.
			writeFileSync(
				join(project.folder, "aws-credentials"),
				"[default]\naws_access_key_id = test\naws_secret_access_key = test\n",
			);
			const decision = { userPoolId: poolId, username: "alice", eventId: "one", feedbackValue: "Valid" };
			project.source(`new feedback.AuthEventFeedback("one", ${JSON.stringify(decision)});`);

			await step("is installed if Pulumi does not find the plugin elsewhere", async () => {
				const { output } = await stack.fails("preview");
				expect(output).to.match(/no resource plugin 'pulumi-resource-cognito-feedback' found/);

				const install = await project.command("plugin", "install", ...named, "--file", archives.file);
				expect(install.code, install.output).to.equal(0);
				const installed = JSON.parse((await project.command("plugin", "ls", "--json")).output);
				expect(installed).to.have.lengthOf(1);
				expect(installed[0]).to.include({
					name: "cognito-feedback",
					kind: "resource",
					version: archiveVersion,
				});
				const schema = await project.command("package", "get-schema", "cognito-feedback");
				expect(schema.code, schema.output).to.equal(0);
				expect(JSON.parse(schema.output).resources).to.have.property(plugin.single);
			});

			await step("previews, submits and reads", async () => {
				const { output } = await stack.preview();
				expect(output).to.include('city                  : "Berlin"');
				expect(stack.feedback()).to.deep.equal({});
				await stack.up();
				expect(stack.feedback()).to.deep.equal({ one: "Valid" });
				expect((await stack.refresh()).output).to.include("2 unchanged");
			});

			await step("has the name that Pulumi requests from a server", async () => {
				const server = await CountingServer.start((request, response) => {
					const path = join(archives.folder, request.url?.replace(`/v${archiveVersion}/`, "/") ?? "");
					if (existsSync(path)) response.end(readFileSync(path));
					else response.writeHead(404).end();
				});
				const from = ["--server", `${server.endpoint}/v\${VERSION}`, "--reinstall"];
				const { code, output } = await project.command("plugin", "install", ...named, ...from);
				await server.close();
				expect(code, output).to.equal(0);
				expect(server.requests).to.have.lengthOf(1);
				expect((await stack.up()).output).to.include("2 unchanged");
			});

			await step("removes its decision from state", async () => {
				expect((await stack.destroy()).output).to.include("2 deleted");
				expect(await project.state()).to.deep.equal([]);
			});
		},
	);

	describe("without a supported Node.js", () => {
		let folder: string;
		beforeEach(() => {
			folder = mkdtempSync(join(tmpdir(), "cognito-feedback-node-"));
		});
		afterEach(() => rmSync(folder, { recursive: true, force: true }));

		/** The output of Pulumi when it starts the plugin with the `node` of a folder, if any. */
		async function printedWith(node: string): Promise<string> {
			const stack = await TestStack.create(machineWith(node));
			try {
				const { project } = stack;
				const installed = await project.command("plugin", "install", ...named, "--file", archives.file);
				expect(installed.code, installed.output).to.equal(0);
				const flags = ["--yes", "--skip-preview", "--generate-code=false"];
				const imported = await project.pulumi(
					"import",
					...flags,
					plugin.single,
					"one",
					`${poolId}/one/alice`,
				);
				expect(imported.code, imported.output).not.to.equal(0);
				expect(imported.output).not.to.match(/^ +at /m);
				return imported.output;
			} finally {
				await stack.dispose();
			}
		}

		it("reports that it is missing", async () => {
			expect(await printedWith(folder)).to.match(
				/^ *pulumi-cognito-feedback requires Node\.js 22 or newer, but node is not on PATH. Install it/m,
			);
		});

		it("reports that it is too old", async () => {
			const output = await printedWith(await installNode("20.19.5", folder));
			expect(output).to.include(
				"pulumi-cognito-feedback requires Node.js 22 or newer, but is running on 20.19.5. Install a newer version",
			);
			expect(output).not.to.include("bug");
		});
	});
});

/** A machine with Node.js and Pulumi's SDK, and the plugin neither on PATH nor in `node_modules`. */
function machineWith(node: string, env: NodeJS.ProcessEnv = {}): StackOptions {
	const others = pathWithout(["node", "pulumi-resource-cognito-feedback"]);
	return {
		adapter: plugin,
		content: cognito(user("alice", ...signIns("one"))),
		env: { PATH: [node, others].join(delimiter), ...env },
		layOut: async (folder) => {
			writeFileSync(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
			writeFileSync(join(folder, "package.json"), '{ "name": "test", "main": "index.js" }');
			cpSync(join(repository, "workbench/project/pluginSdk.cjs"), join(folder, "pluginSdk.cjs"));
			mkdirSync(join(folder, "node_modules"));
			for (const name of readdirSync(join(repository, "node_modules"))) {
				if (name.includes("cognito-feedback") || name === ".bin") continue;
				symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
			}
		},
	};
}
