/** HTTP servers on the loopback interface, for the emulator and the review page. Not for programs. */
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";

export const loopbackHost = "127.0.0.1";

/** A request that is rejected with an HTTP status. */
export class HttpError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** A running server. */
export interface LoopbackServer {
	readonly port: number;
	/** Stops listening and closes all connections at once, in use or not. */
	close(): Promise<void>;
}

/**
 * Has a server listen on the loopback interface.
 *
 * @param port 0 for any free one.
 * @throws Error if it cannot listen on the port, for example because it is in use
 */
export async function listen(server: Server, port: number): Promise<LoopbackServer> {
	await new Promise<void>((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) => {
			const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be used (${error.message})`;
			const message = `Port ${port} on ${loopbackHost} ${reason}. Choose another port, or 0 for any free port.`;
			reject(new Error(message, { cause: error }));
		});
		server.listen(port, loopbackHost, resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/**
 * Reads a request's body to its end, even if it is too large: a client that is still sending would not read the response.
 *
 * @throws HttpError 413 if it has more bytes than the limit
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > limit) chunks.length = 0;
		else chunks.push(chunk);
	}
	if (size > limit) throw new HttpError(413, `The request body has ${size} bytes; the limit is ${limit}.`);
	return Buffer.concat(chunks).toString("utf8");
}
