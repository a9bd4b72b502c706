import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { pinned } from "../../../tools/pulumi-cli/pins.ts";
import { MainProgram } from "./mainProgram.ts";
import { Sandbox } from "./sandbox.ts";
import { until } from "./until.ts";

/**
 * Whether a process is gone shows by the connection that it held: its number may stay in use until some parent asks
 * for its exit code.
 */
describe("Interrupting the search for a Pulumi CLI", () => {
	let sandbox: Sandbox;
	let server: Server;
	let sockets: Socket[];
	beforeEach(async () => {
		sandbox = new Sandbox();
		sockets = [];
		server = createServer((socket) => sockets.push(socket.on("error", () => {})));
		await once(server.listen(0, "127.0.0.1"), "listening");
	});
	afterEach(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
		sandbox.remove();
	});

	/** JavaScript that hangs: two processes, the second of which does not heed the signal to end. */
	function hang(): string {
		const { port } = server.address() as AddressInfo;
		const helper = join(sandbox.folder, "helper.mjs");
		const connected = `(await import("node:net")).connect(${port}, "127.0.0.1");`;
		return `
			writeFileSync(${JSON.stringify(helper)}, ${JSON.stringify(`process.on("SIGTERM", () => {}); ${connected}`)});
			(await import("node:child_process")).spawn(process.execPath, [${JSON.stringify(helper)}], { stdio: "inherit" });
			${connected}
			await new Promise(() => {});`;
	}

	for (const [signal, code, what] of [
		["SIGTERM", 143, "main"],
		["SIGHUP", 129, "main"],
		["SIGINT", 130, "languages"],
	] as const) {
		it(`by ${signal} ends what ${what}.ts started and leaves nothing half-built`, async () => {
			if (what === "languages") sandbox.cli(pinned.goCli);
			sandbox.go(hang());
			const program = new MainProgram(sandbox, what);
			await until("go and its helper to run", () => sockets.length === 2);
			expect(sandbox.inCache()).to.have.length(2);
			program.process.kill(signal);
			expect(await program.end).to.equal(code);
			expect(program.stdout).to.equal("");
			expect(program.stderr).to.match(/\nInterrupted; nothing unfinished is left behind\.\n$/);
			expect(sandbox.inCache()).to.deep.equal([]);
			await until("go and its helper to be gone", () =>
				sockets.every((socket) => socket.destroyed || socket.readableEnded),
			);
		});
	}

	it("by a signal that cannot be handled leaves a folder that the next search removes", async () => {
		sandbox.go(hang());
		const program = new MainProgram(sandbox);
		await until("go and its helper to run", () => sockets.length === 2);
		program.process.kill("SIGKILL");
		await once(program.process, "exit");
		const left = sandbox.inCache();
		expect(left).to.include("lock");
		sandbox.go();
		expect((await sandbox.ensure()).origin).to.equal("go");
		expect(sandbox.inCache().filter((name) => left.includes(name))).to.deep.equal([]);
	});
});
