import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves an empty page, and beside it so many bytes as there are events to transfer. */
export class EmptyServer implements AsyncDisposable {
	readonly #server = createServer();

	static async start(transferred: Buffer): Promise<EmptyServer> {
		const made = new EmptyServer();
		made.#server.on("request", ({ url }, response) => {
			const isPage = url === "/";
			response
				.writeHead(200, {
					"content-type": isPage ? "text/html; charset=utf-8" : "application/json",
					"cache-control": "no-store",
				})
				.end(
					isPage ? '<!doctype html><html lang="en"><title>Empty</title><p>Nothing.</p></html>' : transferred,
				);
		});
		made.#server.listen(0, "127.0.0.1");
		await once(made.#server, "listening");
		return made;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		const closed = once(this.#server, "close");
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}
}
