import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { ensureMoto } from "../../tools/moto/index.ts";

/** Variables that have the AWS SDK call a server at this address, with any credentials. */
export function awsVariablesFor(endpoint: string): Readonly<Record<string, string>> {
	return {
		AWS_ENDPOINT_URL: endpoint,
		AWS_ACCESS_KEY_ID: "test-access-key-id",
		AWS_SECRET_ACCESS_KEY: "test-secret-access-key",
	};
}

/** A server of moto on loopback, with nothing in it. */
export class Moto {
	readonly endpoint: string;
	readonly #server: ChildProcess;

	private constructor(endpoint: string, server: ChildProcess) {
		this.endpoint = endpoint;
		this.#server = server;
	}

	/** Installs it the first time, which takes a minute or two. */
	static async start(): Promise<Moto> {
		const program = await ensureMoto({ say: (line) => console.error(line) });
		const server = spawn(program, ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
		const lines: string[] = [];
		const endpoint = await new Promise<string>((resolve, reject) => {
			// What it prints of each request has to be read, too.
			createInterface(server.stderr).on("line", (line) => {
				lines.push(line);
				const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
				if (address !== undefined) resolve(address);
			});
			server.once("error", reject);
			server.once("exit", () => reject(new Error(`moto did not start:\n${lines.join("\n")}`)));
		});
		return new Moto(endpoint, server);
	}

	async stop(): Promise<void> {
		if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
		const ended = once(this.#server, "exit");
		this.#server.kill("SIGKILL");
		await ended;
	}
}
