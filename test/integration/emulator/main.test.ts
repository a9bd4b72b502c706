import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import {
	AdminListUserAuthEventsCommand,
	AdminUpdateAuthEventFeedbackCommand,
	CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { aliceWith } from "../../support/emulatorContent.ts";
import { emulatorFiles } from "../../support/emulatorFile.ts";
import { type RunningScript, runScript } from "../../support/script.ts";

describe("emulator: program", () => {
	const fileWith = emulatorFiles();
	const running: RunningScript[] = [];
	const clients: CognitoIdentityProviderClient[] = [];
	afterEach(async () => {
		for (const client of clients.splice(0)) {
			client.destroy();
		}
		await Promise.all(running.splice(0).map((one) => stop(one, "SIGKILL")));
	});

	const run = (...args: string[]) => {
		const one = runScript("emulator", {}, ...args);
		running.push(one);
		return one;
	};
	const endpointOf = async (one: RunningScript) =>
		(await one.printed(/(http:\/\/127\.0\.0\.1:\d+) .*\n/))[1] ?? "";
	const stop = ({ process, exit }: RunningScript, signal: NodeJS.Signals) => {
		process.kill(signal);
		return exit;
	};
	const clientOf = (endpoint: string) => {
		const credentials = { accessKeyId: "test", secretAccessKey: "test" };
		const client = new CognitoIdentityProviderClient({ endpoint, region: "eu-central-1", credentials });
		clients.push(client);
		return client;
	};
	const alice = { UserPoolId: "eu-central-1_Test", Username: "alice" };

	it("prints one line with its address and how to use it, and has the example content", async () => {
		const one = run();
		const endpoint = await endpointOf(one);
		expect(one.output()).to.equal(
			`Cognito emulator at ${endpoint} (AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${endpoint}); press Ctrl-C to stop it\n`,
		);
		const input = { UserPoolId: "eu-central-1_Quickstrt", Username: "alice" };
		const { AuthEvents } = await clientOf(endpoint).send(new AdminListUserAuthEventsCommand(input));
		expect(AuthEvents?.[0]?.EventId).to.match(/^6a1c/);
	});

	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		it(`stops on ${signal} with exit code 0, though a client keeps a connection`, async () => {
			const one = run();
			await clientOf(await endpointOf(one))
				.send(new AdminListUserAuthEventsCommand(alice))
				.catch(() => {});
			expect(await stop(one, signal)).to.equal(0);
			expect(one.output()).to.match(/^Cognito emulator at .+\n$/);
		});
	}

	it("keeps acknowledged changes even if it is killed, with --write-back", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const one = run("--file", file, "--write-back");
		await clientOf(await endpointOf(one)).send(
			new AdminUpdateAuthEventFeedbackCommand({ ...alice, EventId: "e1", FeedbackValue: "Invalid" }),
		);
		await stop(one, "SIGKILL");
		expect(await readFile(file, "utf8")).to.include('"FeedbackValue": "Invalid"');
	});

	it("does not change the file without --write-back", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		const before = await readFile(file, "utf8");
		const one = run("--file", file);
		await clientOf(await endpointOf(one)).send(
			new AdminUpdateAuthEventFeedbackCommand({ ...alice, EventId: "e1", FeedbackValue: "Invalid" }),
		);
		expect(await stop(one, "SIGTERM")).to.equal(0);
		expect(await readFile(file, "utf8")).to.equal(before);
	});

	it("listens on the given port", async () => {
		const port = await freePort();
		expect(await endpointOf(run("--port", String(port)))).to.equal(`http://127.0.0.1:${port}`);
	});

	it("writes log lines with the configured faults", async () => {
		const file = await fileWith(aliceWith({ EventId: "e1" }));
		await endpointOf(run("--file", file, "--log-dir", dirname(file), "--log-faults", "doubled=1"));
		const lines = (await readFile(join(dirname(file), "eu-central-1_Test.json"), "utf8"))
			.trimEnd()
			.split("\n");
		expect(lines.map((line) => JSON.parse(line).message.eventId)).to.deep.equal(["e1", "e1"]);
	});

	it("reports in one line that the port is in use, with exit code 1", async () => {
		const port = new URL(await endpointOf(run())).port;
		const second = run("--port", port);
		expect(await second.exit).to.equal(1);
		expect(second.output()).to.equal(
			`cognito-feedback: Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free port.\n`,
		);
	});

	it("reports in one line what is wrong with the file, with exit code 1", async () => {
		const file = await fileWith({ UserPools: [{ Id: "?" }] });
		const one = run("--file", file);
		expect(await one.exit).to.equal(1);
		expect(one.output()).to.match(
			/^cognito-feedback: .*cognito\.json: UserPools\[0\]\.Id: expected [^\n]+\n$/,
		);
	});
});

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	return typeof address === "object" && address !== null ? address.port : 0;
}
