import { type ChildProcess, spawn } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { inCache } from "../../tools/pulumi-cli/cache.ts";
import { failureMessage, machine, searchOf } from "../../tools/pulumi-cli/search.ts";

/** Variables that make the AWS SDK call a server at this address, with any credentials. */
export function awsVariablesFor(endpoint: string): Readonly<Record<string, string>> {
	return {
		AWS_ENDPOINT_URL: endpoint,
		AWS_ACCESS_KEY_ID: "test-access-key-id",
		AWS_SECRET_ACCESS_KEY: "test-secret-access-key",
	};
}

const requirements = join(import.meta.dirname, "moto-requirements.txt");

/** Runs moto's server with one request at a time: moto checks a condition and writes in two steps, DynamoDB in one. */
const oneAtATime = `
import sys, threading
from moto import server
serve = server.run_simple
def serve_one_at_a_time(host, port, app, **options):
    lock = threading.Lock()
    def locked(environ, start_response):
        with lock:
            return app(environ, start_response)
    serve(host, port, locked, **options)
server.run_simple = serve_one_at_a_time
server.main(sys.argv[1:])
`;

/** An empty moto server on loopback. */
export class Moto {
	readonly endpoint: string;
	readonly #server: ChildProcess;

	private constructor(endpoint: string, server: ChildProcess) {
		this.endpoint = endpoint;
		this.#server = server;
	}

	/** Starts it. The first time, this installs it, which takes a minute or two. */
	static async start(): Promise<Moto> {
		const program = await ensureMoto();
		const python = join(dirname(program), "python");
		const args = ["-c", oneAtATime, "-H", "127.0.0.1", "-p", "0"];
		const server = spawn(python, args, { stdio: ["ignore", "ignore", "pipe"] });
		const lines: string[] = [];
		const endpoint = await new Promise<string>((resolve, reject) => {
			// Its log of requests must be read, or it would block.
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

/**
 * Installs moto, an independent server that mocks many AWS services, in the cache folder, once.
 *
 * @returns The program that starts its server.
 * @throws Error if it cannot be installed, with the reason
 */
async function ensureMoto(): Promise<string> {
	const search = searchOf({ say: (line) => console.error(line) });
	const folder = `moto-${hash("sha256", readFileSync(requirements)).slice(0, 12)}-${machine}`;
	const python = join(search.cache, folder, "venv/bin/python3");
	const server = join(search.cache, folder, "venv/bin/moto_server");
	const isThere = () => existsSync(server);
	if (isThere()) return server;
	await inCache(search, async () => {
		if (isThere()) return;
		search.say("Installing moto, which takes a minute or two.");
		try {
			// A virtual environment contains its own path, so it cannot be moved and is created in place.
			await search.run("python3", ["-m", "venv", "--clear", join(search.cache, folder, "venv")]);
			await search.run(python, ["-m", "pip", "install", "--quiet", "--requirement", requirements]);
		} catch (error) {
			throw new Error(
				`moto could not be installed: ${failureMessage(error)}\nInstall Python 3 with its modules venv and pip.`,
			);
		}
	});
	return server;
}
