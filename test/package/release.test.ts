import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { runServer } from "verdaccio";
import { dynamicProvider } from "../../workbench/project/adapters.ts";
import { readManifest } from "../support/manifest.ts";
import { install, packageManagers } from "../support/packageManagers.ts";
import { written } from "../support/program.ts";
import { repository } from "../support/script.ts";
import { endpointInFixture, stateFixture } from "../support/stateFixtures.ts";
import { step, TestStack } from "../support/story.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { version = "" } = readManifest("provider");
const page = "https://git.test/owner/pulumi-cognito-feedback";

describe("A release, rehearsed on a registry of its own,", () => {
	const temporary = temporaryFolder();
	let registry: Server;

	afterEach(() => registry?.close());

	it("is published, installed in a new project, and reads the state of this version", async function () {
		this.timeout(10 * 60_000);
		const folder = temporary();
		const url = await startRegistry(join(folder, "registry"));
		const clone = join(folder, "clone");

		await step("is rejected while the changelog or the repository's page is missing", async () => {
			for (const name of ["package.json", "CHANGELOG.md", "tools", "provider", "review"])
				cpSync(join(repository, name), join(clone, name), { recursive: true });
			const { exitCode, stderr } = await prepare("");
			expect(exitCode).to.equal(1);
			expect(stderr)
				.to.include(`no dated section for ${version}`)
				.and.include("is not the page of a repository");
		});

		await step("is published: the provider, then the command that needs it", async () => {
			const changelog = readFileSync(join(clone, "CHANGELOG.md"), "utf8");
			writeFileSync(join(clone, "CHANGELOG.md"), `${changelog}\n## [${version}] - 2026-12-01\n`);
			const { exitCode, stderr } = await prepare(page);
			expect(exitCode, stderr).to.equal(0);
			writeFileSync(
				join(clone, ".npmrc"),
				`registry=${url}\n${url.replace("http:", "")}:_authToken=rehearsal\n`,
			);
			for (const workspace of ["provider", "review"])
				await execa("npm", ["publish", "--ignore-scripts", "--access", "public", "--workspace", workspace], {
					cwd: clone,
				});
			const { stdout } = await execa("npm", ["view", "cognito-feedback", "--json", "--registry", url]);
			expect(JSON.parse(stdout)).to.include({ version, homepage: `${page}#readme` });
		});

		const fixture = stateFixture(version, dynamicProvider);
		const stack = await TestStack.create({
			content: JSON.parse(readFileSync(join(fixture, "cognito.json"), "utf8")),
			layOut: async (project, env) => {
				const dependencies = Object.fromEntries(
					["@pulumi/pulumi", "pulumi-cognito-feedback", "cognito-feedback"].map((name) => [name, "latest"]),
				);
				writeFileSync(
					join(project, "package.json"),
					JSON.stringify({ name: "test", main: "index.js", dependencies }),
				);
				writeFileSync(join(project, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
				writeFileSync(join(project, ".npmrc"), `registry=${url}\n`);
				await install(packageManagers.npm, project, env);
			},
		});
		try {
			const { project, emulator } = stack;
			await step("runs as a command", async () => {
				expect((await project.shell("node_modules/.bin/cognito-feedback --version")).output).to.equal(
					`${version}\n`,
				);
			});

			await step("reads the state of this version's fixtures", async () => {
				const state = readFileSync(join(fixture, "state.json"), "utf8");
				const file = join(project.folder, "state.json");
				writeFileSync(file, state.replaceAll(endpointInFixture, emulator.endpoint));
				const { code, output } = await project.pulumi("stack", "import", "--file", file);
				expect(code, output).to.equal(0);
				stack.program(written(readFileSync(join(fixture, "program.txt"), "utf8")));
				await stack.up();
				const { output: second, requests } = await stack.up();
				expect(second).to.include("8 unchanged");
				expect(requests).to.deep.equal([]);
			});
		} finally {
			await stack.dispose();
		}

		function prepare(repositoryPage: string) {
			return execa("node", ["tools/release/main.ts", `v${version}`, repositoryPage], {
				cwd: clone,
				reject: false,
			});
		}
	});

	/** A registry with the packages published here; everything else comes from npm's configured registry. */
	async function startRegistry(storage: string): Promise<string> {
		mkdirSync(storage, { recursive: true });
		const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
		const anyone = { access: "$all", publish: "$all" };
		const app = await runServer({
			storage,
			self_path: storage,
			uplinks: { upstream: { url: upstream, maxage: "60m" } },
			packages: {
				"pulumi-cognito-feedback": anyone,
				"cognito-feedback": anyone,
				"**": { access: "$all", proxy: "upstream" },
			},
			log: { type: "stdout", level: "fatal" },
		});
		registry = app;
		await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", () => resolve()));
		const address = registry.address();
		if (address === null || typeof address === "string") throw new Error("no port");
		return `http://127.0.0.1:${address.port}/`;
	}
});
