import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** The result of a function call, or its error, as JSON. */
interface Outcome {
	readonly result?: unknown;
	readonly error?: { readonly name: string; readonly message: string };
}

/** A bundled function in a separate process, with no environment variables except its own and PATH. */
export class LambdaRuntime implements AsyncDisposable {
	readonly #process: ChildProcess;
	#log = "";

	constructor(bundle: string, env: Readonly<Record<string, string>>) {
		this.#process = fork(fileURLToPath(import.meta.url), [bundle], {
			env: { PATH: process.env.PATH, ...env },
			stdio: ["ignore", "pipe", "pipe", "ipc"],
		});
		for (const stream of [this.#process.stdout, this.#process.stderr])
			stream?.on("data", (text) => {
				this.#log += text;
			});
	}

	/** The output of the function, which Lambda would write to its log. */
	get log(): string {
		return this.#log;
	}

	/** Calls the function and throws its error. One call at a time, as in Lambda. */
	async invoke<Result>(event: object): Promise<Result> {
		const outcome = once(this.#process, "message") as Promise<[Outcome]>;
		this.#process.send(event);
		const [{ result, error }] = await outcome;
		if (error) throw Object.assign(new Error(error.message), { name: error.name });
		return result as Result;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		const ended = once(this.#process, "exit");
		this.#process.kill();
		await ended;
	}
}

// A test that loads this file may itself be a forked process.
if (import.meta.main) {
	const [bundle = ""] = process.argv.slice(2);
	const { handler } = createRequire(import.meta.url)(bundle);
	process.on("message", async (event) => {
		try {
			process.send?.({ result: await handler(event) });
		} catch (error) {
			const { name, message } = error as Error;
			// Lambda writes the whole error to the log.
			console.error(error);
			process.send?.({ error: { name, message } });
		}
	});
}
