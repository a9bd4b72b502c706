import { createServer } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { listen, loopbackHost, readBody } from "#provider/loopback/index";
import { httpEvent } from "./httpEvent.ts";

export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** A function behind a server on loopback, which simulates API Gateway. */
export interface ServedHandler extends AsyncDisposable {
	readonly url: string;
	/** The requests so far, as in an access log: method, path and the header `Referer`. */
	readonly log: readonly string[];
}

export async function serveHandler(handler: HttpHandler): Promise<ServedHandler> {
	const log: string[] = [];
	const server = createServer(async (request, response) => {
		const { method = "", url: path = "" } = request;
		log.push(`${method} ${path} ${request.headers.referer ?? "-"}`);
		const body = await readBody(request, 10_000);
		const { authorization } = request.headers;
		const event = httpEvent({
			method,
			path,
			...(authorization !== undefined && { headers: { authorization } }),
			...(body !== "" && { body }),
		});
		const result = await handler(event);
		const headers = Object.entries(result.headers ?? {}).map(
			([name, value]) => [name, String(value)] as const,
		);
		response.writeHead(result.statusCode ?? 200, Object.fromEntries(headers)).end(result.body);
	});
	const { port, close } = await listen(server, 0);
	return { url: `http://${loopbackHost}:${port}`, log, [Symbol.asyncDispose]: close };
}
