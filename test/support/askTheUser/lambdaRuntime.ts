import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What a call of a function returned, or the error that ended it, as JSON has them. */
interface Outcome {
	readonly result?: unknown;
	readonly error?: { readonly name: string; readonly message: string };
}

/** A bundled function in a process of its own, which has the function's environment and no other variable but PATH. */
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

	/** What the function printed, which Lambda would write to its log. */
	get log(): string {
		return this.#log;
	}

	/** Calls the function; its error is thrown. One call at a time, as in Lambda. */
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

// A test that loads this file may itself have been forked.
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
