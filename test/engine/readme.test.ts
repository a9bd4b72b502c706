import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import {
	AdminUpdateAuthEventFeedbackCommand,
	CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { PulumiProject } from "../../tools/pulumi-project/project.ts";
import { readmeBlock, readmeBlocks } from "../support/readme.ts";
import { repository, runScript } from "../support/script.ts";

describe("README.md", () => {
	let emulator: Emulator;
	let project: PulumiProject;
	let folder: string;

	beforeEach(async () => {
		emulator = await startEmulator();
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-readme-"));
		project = await PulumiProject.create({ config: { "cognito-feedback:endpoint": emulator.endpoint } });
	});

	afterEach(async () => {
		project.dispose();
		rmSync(folder, { recursive: true, force: true });
		await emulator.close();
	});

	const programs = readmeBlocks("ts").filter((block) => block.includes('from "pulumi-cognito-feedback"'));
	for (const [index, program] of programs.entries()) {
		it(`has a TypeScript program that Pulumi applies (${index + 1} of ${programs.length})`, async () => {
			rmSync(join(project.folder, "index.js"));
			writeFileSync(join(project.folder, "package.json"), '{ "name": "test", "main": "index.ts" }');
			writeFileSync(join(project.folder, "tsconfig.json"), readTsconfig());
			writeFileSync(join(project.folder, "index.ts"), program);
			writeFileSync(join(project.folder, "feedback.yaml"), readmeBlock("yaml", "userPoolId"));
			const { code, output } = await project.up();
			expect(code, output).to.equal(0);
			expect(await project.state(), output).to.have.lengthOf(1);
		});
	}

	it("has TypeScript tests with the emulator that run", () => {
		cpSync(join(repository, "package.json"), join(folder, "package.json"));
		symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
		const file = join(folder, "snippet.ts");
		for (const program of readmeBlocks("ts").filter((block) => block.includes("startEmulator"))) {
			writeFileSync(file, program);
			const output = execFileSync(process.execPath, [file], { encoding: "utf8" });
			expect(output, program).to.match(/^http:\/\/127\.0\.0\.1:\d+ 1\n$/);
		}
	});

	it("has commands for a real pool that work", async () => {
		project.dispose();
		project = await PulumiProject.create({
			env: { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint },
		});
		for (const name of ["Pulumi.yaml", "examples"]) {
			cpSync(join(repository, name), join(project.folder, name), { recursive: true });
		}
		const commands = readmeBlock("sh", "pulumi stack init").trim().split("\n");
		for (const command of commands) {
			const [program, name = "", ...words] = command.split(" ");
			expect(program).to.equal("pulumi");
			const { code, output } = await project.command(name, ...words);
			expect(code, `${command}\n${output}`).to.equal(0);
		}
		const events = emulator.content().UserPools[0]?.Users?.[0]?.AuthEvents ?? [];
		expect(events.map(({ EventFeedback }) => EventFeedback?.FeedbackValue)).to.include("Valid");
	});

	it("has commands of the terminal that work, and the file that they make", async () => {
		const env = {
			...process.env,
			AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.endpoint,
			AWS_ACCESS_KEY_ID: "test",
			AWS_SECRET_ACCESS_KEY: "test",
			PATH: [join(repository, "node_modules", ".bin"), process.env.PATH].join(delimiter),
		};
		const commands = readmeBlock("sh", "npx cognito-feedback events").replaceAll("npx ", "");
		const { stdout } = await promisify(execFile)("sh", ["-ec", commands], { cwd: folder, env });
		expect(stdout).to.match(/^2026-11-20 08:14Z +High AccountTakeover +SignIn +alice/m);
		const written = readFileSync(join(folder, "feedback.yaml"), "utf8");
		expect(written.replace(/^# yaml-language-server: .*\n/, "")).to.equal(readmeBlock("yaml", "userPoolId"));
	});

	it("has commands that start the emulator, and more that use it", async () => {
		const port = new URL(emulator.endpoint).port;
		const environment = {
			...process.env,
			...Object.fromEntries(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map((name) => [name, undefined])),
			PATH: [join(repository, "node_modules", ".bin"), process.env.PATH].join(delimiter),
		};
		const start = readmeBlock("sh", "npx cognito-feedback emulator").match(
			/^npx (cognito-feedback emulator --port) 4566$/m,
		);
		const started = spawn(`exec ${start?.[1]} 0`, { shell: true, env: environment, stdio: "pipe" });
		const [line] = await once(started.stdout, "data");
		expect(String(line)).to.match(/^Cognito emulator at http:\/\/127\.0\.0\.1:\d+/);
		started.kill("SIGTERM");
		await once(started, "close");

		// The page is opened by a test of its own.
		const look = readmeBlock("sh", "export AWS_ENDPOINT_URL")
			.replaceAll("npx ", "")
			.replace("cognito-feedback review\n", "");
		const { stdout } = await promisify(execFile)("sh", ["-ec", look.replace("4566", port)], {
			cwd: folder,
			env: environment,
		});
		expect(stdout).to.match(/High AccountTakeover/);

		const [, ...commands] = readmeBlock("sh", "config set cognito-feedback:endpoint").trim().split("\n");
		project.program(`new feedback.AuthEventFeedback("berlin", {
			userPoolId: "eu-central-1_Quickstrt", username: "alice",
			eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841", feedbackValue: "Valid",
		});`);
		project.configure({ "cognito-feedback:endpoint": undefined });
		await project.command("stack", "select", "test");
		for (const command of commands) {
			const words = command.replace("4566", port).split(" ").slice(1);
			const { code, output } = await project.command(...words);
			expect(code, `${command}\n${output}`).to.equal(0);
		}
		expect(await project.state()).to.have.lengthOf(1);
	});

	it("has a project file that finds the plugin, and an import that it serves", async () => {
		const client = new CognitoIdentityProviderClient({
			endpoint: emulator.endpoint,
			region: "eu-central-1",
			credentials: { accessKeyId: "test", secretAccessKey: "test" },
		});
		const [command = ""] = readmeBlock("sh", "pulumi import").trim().split("\n");
		const [, type, name, id = ""] = /^pulumi import --yes (\S+) (\S+) '(.+)'$/.exec(command) ?? [];
		const [UserPoolId, EventId, Username] = id.split("/");
		await client.send(
			new AdminUpdateAuthEventFeedbackCommand({ UserPoolId, EventId, Username, FeedbackValue: "Valid" }),
		);
		client.destroy();
		const settings = join(project.folder, "Pulumi.yaml");
		writeFileSync(settings, readFileSync(settings, "utf8") + readmeBlock("yaml", "plugins:"));
		const { code, output } = await project.pulumi(
			...["import", "--yes", "--generate-code=false", String(type), String(name), id],
		);
		expect(code, output).to.equal(0);
		const [imported] = await project.state();
		expect(imported?.outputs).to.deep.include({ username: "alice", feedbackValue: "Valid" });
	});

	it("has commands that write the plugin's archive and install it", async () => {
		const [write, install = ""] = readmeBlock("sh", "pulumi plugin install").trim().split("\n");
		expect(write).to.equal("npm run plugin-archive");
		const script = runScript("plugin-archive", {}, join(project.folder, "dist"));
		expect(await script.exit, script.output()).to.equal(0);
		const { code, output } = await project.command(...install.split(" ").slice(1));
		expect(code, output).to.equal(0);
		expect((await project.command("plugin", "ls")).output).to.match(/^cognito-feedback +resource /m);
	});

	it("has commands for after a kill that work", async () => {
		for (const command of readmeBlock("sh", "pulumi cancel").trim().split("\n")) {
			const [, name = "", ...flags] = command.split(" ");
			const { code, output } = await project.pulumi(name, ...flags);
			expect(code, `${command}\n${output}`).to.equal(0);
		}
	});

	it("starts the emulator", async () => {
		expect(readmeBlocks("sh")).to.include("npm run emulator\n");
		const script = runScript("emulator");
		const [endpoint] = await script.printed(/http:\/\/127\.0\.0\.1:\d+/);
		expect((await fetch(endpoint)).status).to.be.at.least(400);
		script.process.kill("SIGTERM");
		expect(await script.exit, script.output()).to.equal(0);
	});
});

function readTsconfig(): string {
	return JSON.stringify({
		compilerOptions: {
			strict: true,
			target: "ES2022",
			module: "node20",
			moduleResolution: "node16",
			types: ["node"],
			skipLibCheck: true,
		},
	});
}
