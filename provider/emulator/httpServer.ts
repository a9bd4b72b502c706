import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { HttpError, listen, loopbackHost, readBody } from "../loopback/index.ts";
import type { AwsResponse } from "./awsJson.ts";
import { failure } from "./awsJson.ts";
import { EmulatorError } from "./error.ts";

/** The maximum size of a body, in bytes; the largest input of the API is far smaller. */
const bodyLimit = 1024 * 1024;

/**
 * Longer than clients keep an unused connection, so that only clients close connections. Otherwise a request that is sent just
 * as the server closes its connection would be lost.
 */
const keepAliveMs = 120_000;

/** Handles a request with its body. A rejection becomes an error response. */
type Handler = (request: IncomingMessage, body: string) => Promise<AwsResponse>;

/**
 * Serves `POST /` on the loopback interface.
 *
 * @throws Error if the server cannot listen on the port, for example because it is in use
 */
export async function serve(port: number, handler: Handler) {
	const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
		respond(request, handler)
			.catch(failure)
			.then((awsResponse) => deliver(awsResponse, response))
			// Sending fails only if the client has disconnected.
			.catch(() => response.destroy());
	});
	const listening = await listen(server, port);
	return { endpoint: `http://${loopbackHost}:${listening.port}`, close: listening.close };
}

function deliver({ status, headers, body, delivery = "whole" }: AwsResponse, response: ServerResponse): void {
	const head = { ...headers, "content-length": Buffer.byteLength(body) };
	switch (delivery) {
		case "whole":
			response.writeHead(status, head).end(body);
			break;
		case "cut":
			// Closed only after the half has been sent: destroying a connection at once discards data that is still buffered.
			response.writeHead(status, head).write(body.slice(0, body.length / 2), () => response.destroy());
			break;
		case "reset":
			response.socket?.resetAndDestroy();
			break;
		case "never":
			break;
	}
}

async function respond(request: IncomingMessage, handler: Handler): Promise<AwsResponse> {
	const body = await readBody(request, bodyLimit).catch((error: unknown) => {
		if (!(error instanceof HttpError)) throw error;
		throw new EmulatorError("RequestEntityTooLargeException", error.message, error.status);
	});
	if (request.url !== "/") {
		throw new EmulatorError("UnknownOperationException", "Only POST / is supported.", 404);
	}
	if (request.method !== "POST") {
		const refusal = failure(new EmulatorError("UnknownOperationException", "Only POST / is supported.", 405));
		return { ...refusal, headers: { ...refusal.headers, allow: "POST" } };
	}
	return handler(request, body);
}
