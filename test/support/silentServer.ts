import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server that accepts every connection and never responds. */
export class SilentServer {
	readonly #server = createServer((socket) => {
		this.#sockets.push(socket.on("error", () => {}));
	});
	readonly #sockets: Socket[] = [];

	async listen(): Promise<string> {
		await once(this.#server.listen(0, "127.0.0.1"), "listening");
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	get connections(): number {
		return this.#sockets.length;
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		if (!this.#server.listening) return;
		this.#server.close();
		await once(this.#server, "close");
	}
}
