import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import which from "which";

export interface Moto extends AsyncDisposable {
	readonly endpoint: string;
}

/** Starts moto's server on a free port; `undefined` if there is none. The variable `MOTO_SERVER` names it. */
export async function startMoto(): Promise<Moto | undefined> {
	const path = process.env.MOTO_SERVER ?? (await which("moto_server", { nothrow: true }));
	if (!path) return undefined;
	const server = spawn(path, ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "pipe", "pipe"] });
	const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
	server.stdout.resume();
	const close = async () => {
		server.kill();
		await ended;
	};
	for await (const line of createInterface(server.stderr)) {
		const [, endpoint] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
		if (endpoint === undefined) continue;
		server.stderr.resume();
		return { endpoint, [Symbol.asyncDispose]: close };
	}
	throw new Error("moto ended before it listened");
}
