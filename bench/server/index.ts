import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ServerOptions, ServerOrder, ServerReport } from "./protocol.ts";

/** A running server. */
export class BenchServer {
	readonly endpoint: string;
	readonly #process: ChildProcess;

	private constructor(process: ChildProcess, endpoint: string) {
		this.#process = process;
		this.endpoint = endpoint;
	}

	static async start(options: ServerOptions): Promise<BenchServer> {
		const main = fileURLToPath(new URL("main.ts", import.meta.url));
		const child = fork(main, [JSON.stringify(options)]);
		const { endpoint } = await order(child, "count");
		return new BenchServer(child, endpoint);
	}

	/** The requests since the last reset. */
	count(): Promise<ServerReport> {
		return order(this.#process, "count");
	}

	/** Clears all feedback and all counts. */
	async reset(): Promise<void> {
		await order(this.#process, "reset");
	}

	[Symbol.dispose](): void {
		if (this.#process.connected) this.#process.disconnect();
	}
}

async function order(server: ChildProcess, what: ServerOrder): Promise<ServerReport> {
	const settled = new AbortController();
	const { signal } = settled;
	try {
		const reported = once(server, "message", { signal });
		const ended = once(server, "exit", { signal }).then(() => {
			throw new Error("the server of the benchmark ended");
		});
		// The result of the slower promise is ignored.
		for (const either of [reported, ended]) either.catch(() => {});
		server.send(what);
		const [report] = await Promise.race([reported, ended]);
		return report;
	} finally {
		settled.abort();
	}
}
