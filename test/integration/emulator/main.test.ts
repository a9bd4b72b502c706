import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
	AdminListUserAuthEventsCommand,
	AdminUpdateAuthEventFeedbackCommand,
	CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { aliceWith } from "../../support/emulatorContent.ts";
import { emulatorFiles } from "../../support/emulatorFile.ts";

const program = fileURLToPath(new URL("../../../review/dist/main.js", import.meta.url));

describe("emulator: program", () => {
	const fileWith = emulatorFiles();
	const running: Program[] = [];
	const clients: CognitoIdentityProviderClient[] = [];
	afterEach(async () => {
		for (const client of clients.splice(0)) {
			client.destroy();
		}
		await Promise.all(running.splice(0).map((one) => one.stop("SIGKILL")));
	});

	const run = (...args: string[]) => {
		const one = new Program(args);
		running.push(one);
		return one;
	};
	const clientOf = (endpoint: string) => {
		const credentials = { accessKeyId: "test", secretAccessKey: "test" };
		const client = new CognitoIdentityProviderClient({ endpoint, region: "eu-central-1", credentials });
		clients.push(client);
		return client;
	};
	const alice = { UserPoolId: "eu-central-1_Test", Username: "alice" };

	it("says in one line that it is ready, where, and how to use it, and then holds the example", async () => {
		const one = run();
		const endpoint = await one.ready();
		expect(one.output).to.equal(
			`Cognito emulator at ${endpoint} (AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${endpoint}); press Ctrl-C to stop it\n`,
		);
		const input = { UserPoolId: "eu-central-1_Quickstrt", Username: "alice" };
		const { AuthEvents } = await clientOf(endpoint).send(new AdminListUserAuthEventsCommand(input));
		expect(AuthEvents?.[0]?.EventId).to.match(/^6a1c/);
	});

	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		it(`stops on ${signal} with exit code 0, though a client keeps a connection`, async () => {
			const one = run();
			await clientOf(await one.ready())
				.send(new AdminListUserAuthEventsCommand(alice))
				.catch(() => {});
			expect(await one.stop(signal)).to.equal(0);
			expect(one.errors).to.equal("");
		});
	}

	it("keeps what it answered even if it is killed, with --write-back", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const one = run("--file", file, "--write-back");
		await clientOf(await one.ready()).send(
			new AdminUpdateAuthEventFeedbackCommand({ ...alice, EventId: "e1", FeedbackValue: "Invalid" }),
		);
		await one.stop("SIGKILL");
		expect(await readFile(file, "utf8")).to.include('"FeedbackValue": "Invalid"');
	});

	it("leaves the file alone without --write-back", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const before = await readFile(file, "utf8");
		const one = run("--file", file);
		await clientOf(await one.ready()).send(
			new AdminUpdateAuthEventFeedbackCommand({ ...alice, EventId: "e1", FeedbackValue: "Invalid" }),
		);
		expect(await one.stop("SIGTERM")).to.equal(0);
		expect(await readFile(file, "utf8")).to.equal(before);
	});

	it("listens on the given port", async () => {
		const port = await freePort();
		expect(await run("--port", String(port)).ready()).to.equal(`http://127.0.0.1:${port}`);
	});

	it("writes log lines, as the faults have it", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		await run("--file", file, "--log-dir", dirname(file), "--log-faults", "doubled=1").ready();
		const lines = (await readFile(join(dirname(file), "eu-central-1_Test.json"), "utf8"))
			.trimEnd()
			.split("\n");
		expect(lines.map((line) => JSON.parse(line).message.eventId)).to.deep.equal(["e1", "e1"]);
	});

	it("says in one line that the port is in use, exit code 1", async () => {
		const port = new URL(await run().ready()).port;
		const second = run("--port", port);
		expect(await second.ended()).to.equal(1);
		expect(second.errors).to.equal(
			`cognito-feedback: Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free port.\n`,
		);
	});

	it("says in one line what is wrong with the file, exit code 1", async () => {
		const file = await fileWith({ UserPools: [{ Id: "?" }] });
		const one = run("--file", file);
		expect(await one.ended()).to.equal(1);
		expect(one.errors).to.match(/^cognito-feedback: .*cognito\.json: UserPools\[0\]\.Id: expected [^\n]+\n$/);
		expect(one.output).to.equal("");
	});
});

/** The emulator as a process of its own. */
class Program {
	output = "";
	errors = "";
	private readonly child: ChildProcessByStdio<null, Readable, Readable>;
	private readonly exited: Promise<unknown>;

	constructor(args: readonly string[]) {
		this.child = spawn(process.execPath, [program, "emulator", ...args], {
			stdio: ["ignore", "pipe", "pipe"],
		});
		this.child.stdout.on("data", (data) => {
			this.output += data;
		});
		this.child.stderr.on("data", (data) => {
			this.errors += data;
		});
		this.exited = once(this.child, "close");
	}

	/** Waits for the line that says where it listens. */
	async ready(): Promise<string> {
		while (!this.output.includes("\n")) {
			const event = await Promise.race([once(this.child.stdout, "data"), this.exited.then(() => "exited")]);
			if (event === "exited") {
				throw new Error(`The emulator ended: ${this.errors}`);
			}
		}
		return /http:\/\/127\.0\.0\.1:\d+/.exec(this.output)?.[0] ?? "";
	}

	/** The exit code, once it has ended. */
	async ended(): Promise<number | null> {
		await this.exited;
		return this.child.exitCode;
	}

	async stop(signal: NodeJS.Signals): Promise<number | null> {
		this.child.kill(signal);
		return this.ended();
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	return typeof address === "object" && address !== null ? address.port : 0;
}
