import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { readText } from "../support/manifest.ts";
import { install, packageManagers } from "../support/packageManagers.ts";
import { packed } from "../support/packed.ts";

describe("The packed command", () => {
	const files = packed();
	const running = new AbortController();
	const env: NodeJS.ProcessEnv = {
		...process.env,
		AWS_CONFIG_FILE: "/nowhere",
		AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
	};
	let folder: string;

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-command-"));
		const dependencies = {
			"cognito-feedback": `file:${files.review}`,
			"pulumi-cognito-feedback": `file:${files.provider}`,
		};
		writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
		await install(packageManagers.npm, folder, process.env);
	});

	after(() => {
		running.abort();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Starts a command that goes on, and gives the address that it prints. */
	async function started(...args: string[]): Promise<string> {
		const program = join(folder, "node_modules/.bin/cognito-feedback");
		const child = spawn(program, args, { cwd: folder, env, signal: running.signal });
		child.on("error", () => {});
		let output = "";
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
		for (;;) {
			const [address] = /http:\/\/127\.0\.0\.1:\d+\/?[^\s)]*(?=\s)/.exec(output) ?? [];
			if (address) return address;
			expect(child.exitCode, output).to.equal(null);
			await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
		}
	}

	it("has no second copy of the provider", async () => {
		const { stdout } = await promisify(execFile)("npm", ["ls", "--all", "--parseable"], { cwd: folder });
		expect(stdout.match(/\/pulumi-cognito-feedback$/gm)).to.have.lengthOf(1);
	});

	it("does all that its README shows, from the local Cognito to the file", async () => {
		const readme = readText("docs/cognito-feedback.md");
		const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
		expect(blocks[0]).to.equal("npm install cognito-feedback\nnpx cognito-feedback emulator --port 4566\n");
		const endpoint = await started("emulator");
		const commands = (blocks[1] ?? "").replace("http://127.0.0.1:4566", endpoint);
		const [terminal = "", page] = commands.split("npx cognito-feedback review\n");
		expect(page).to.equal("");
		const { stdout } = await promisify(execFile)("sh", ["-ec", terminal], { cwd: folder, env });
		expect(stdout).to.match(/^2026-11-20 08:14Z +High AccountTakeover +SignIn +alice/m);
		expect(readFileSync(join(folder, "feedback.yaml"), "utf8")).to.include("feedbackValue: Valid");

		Object.assign(env, {
			AWS_ACCESS_KEY_ID: "local",
			AWS_SECRET_ACCESS_KEY: "local",
			AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
		});
		const address = await started("review", "--no-open");
		const [html, script] = await Promise.all([fetch(address), fetch(new URL("app.js", address))]);
		expect(await html.text()).to.match(/^<!doctype html>/i);
		expect(script.status).to.equal(200);
	});

	it("tells what it can do", async () => {
		const program = join(folder, "node_modules/.bin/cognito-feedback");
		const { stdout } = await promisify(execFile)(program, ["--help"]);
		for (const command of ["events", "decide", "review", "emulator"])
			expect(stdout).to.include(`  ${command}`);
	});
});
