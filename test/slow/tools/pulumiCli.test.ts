import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import * as go from "../../../tools/pulumi-cli/fromGo.ts";
import { languages } from "../../../tools/pulumi-cli/languageHosts.ts";
import { awaiting, Sandbox, until } from "../../unit/pulumi-cli/sandbox.ts";

describe("npm run pulumi-cli", () => {
	let sandbox: Sandbox;
	let pulumi: string;
	let server: Server;
	let sockets: Socket[];
	beforeEach((done) => {
		sandbox = new Sandbox();
		pulumi = join(sandbox.cache, go.folder, "bin", "pulumi");
		sockets = [];
		server = createServer((socket) => sockets.push(socket.on("error", () => {})));
		server.listen(0, "127.0.0.1", done);
	});
	afterEach(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
		sandbox.remove();
	});

	/** A `go` that hangs with a child process that ignores SIGTERM. While they run, each holds a connection. */
	function hangingGo(): void {
		const { port } = server.address() as AddressInfo;
		const script = join(sandbox.folder, "hang.mjs");
		writeFileSync(
			script,
			`import { connect } from "node:net";
			if (process.argv[2]) process.on("SIGTERM", () => {});
			connect(${port}, "127.0.0.1");`,
		);
		const hang = `'${process.execPath}' '${script}'`;
		sandbox.go(`${hang} helper & ${hang}`);
	}

	it("fails without a stack trace if no CLI can be found, downloaded or built", async () => {
		const main = sandbox.main();
		expect(await main.ended).to.equal(1);
		expect(main.output)
			.to.match(/^No Pulumi CLI was found/)
			.and.not.match(/^\s+at /m);
	});

	it("run twice at once builds once: the second one waits for the first", async () => {
		const goOn = join(sandbox.folder, "go on");
		sandbox.go(awaiting(goOn));
		const both = [sandbox.main(), sandbox.main()];
		await until("one to wait", () =>
			both.some(({ output }) => output.includes("Waiting for another process")),
		);
		writeFileSync(goOn, "");
		expect(await Promise.all(both.map(({ ended }) => ended))).to.deep.equal([0, 0]);
		for (const { output } of both)
			expect(output).to.match(new RegExp(`Pulumi CLI ${go.version}: ${pulumi}\n$`));
		expect(sandbox.goRuns().filter((run) => run.startsWith("build "))).to.have.length(2);
		expect(sandbox.inCache()).to.deep.equal([go.folder]);
	});

	it("stops waiting when it is interrupted", async () => {
		mkdirSync(join(sandbox.cache, "cache.lock"), { recursive: true });
		const main = sandbox.main();
		await until("it to wait", () => main.output.includes("Waiting for another process"));
		main.child.kill("SIGINT");
		expect(await main.ended).to.equal(130);
		expect(existsSync(join(sandbox.cache, "cache.lock"))).to.equal(true);
	});

	it("does not wait for a process that was killed, and removes its files", async () => {
		hangingGo();
		const main = sandbox.main();
		await until("go and its helper to run", () => sockets.length === 2);
		main.child.kill("SIGKILL");
		await main.ended;
		expect(sandbox.inCache()).to.have.length(2);
		const longAgo = new Date(Date.now() - 60_000);
		utimesSync(join(sandbox.cache, "cache.lock"), longAgo, longAgo);
		sandbox.go();
		expect((await sandbox.ensure()).pulumi).to.equal(pulumi);
		expect(sandbox.inCache()).to.deep.equal([go.folder]);
	});

	for (const [signal, code, ...args] of [
		["SIGTERM", 143],
		["SIGINT", 130],
		["SIGHUP", 129, "languages"],
	] as const)
		it(`stops its child processes at ${signal}, and leaves nothing unfinished (${args[0] ?? "CLI"})`, async () => {
			if (args.length > 0) sandbox.cli(go.version);
			hangingGo();
			const main = sandbox.main(...args);
			await until("go and its helper to run", () => sockets.length === 2);
			expect(sandbox.inCache()).to.have.length(2);
			main.child.kill(signal);
			expect(await main.ended).to.equal(code);
			expect(main.output).to.match(/\nInterrupted; nothing unfinished is left behind\.\n$/);
			expect(sandbox.inCache()).to.deep.equal([]);
			await until("go and its helper to end", () =>
				sockets.every((each) => each.destroyed || each.readableEnded),
			);
		});

	it("builds language hosts once, and prints where they are", async () => {
		sandbox.cli(go.version);
		sandbox.go();
		const first = sandbox.main("languages");
		expect(await first.ended, first.output).to.equal(0);
		expect(first.output.match(/^Building .* from Go modules/gm)).to.have.length(languages.length + 1);
		const second = sandbox.main("languages", "yaml", "sdk");
		expect(await second.ended, second.output).to.equal(0);
		expect(second.output).to.match(/^For yaml, put on PATH: \S+\nFor sdk, put on PATH: \S+\n$/);
	});

	it("succeeds if language hosts cannot be built, and names the tests that are skipped", async () => {
		sandbox.cli(go.version);
		const main = sandbox.main("languages");
		expect(await main.ended).to.equal(0);
		for (const name of [...languages, "sdk"])
			expect(main.output).to.match(
				new RegExp(`^Tests that need ${name} are skipped: .*no go on PATH could build it$`, "m"),
			);
	});
});
