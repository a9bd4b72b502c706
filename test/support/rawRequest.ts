import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";

export interface RawResponse {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface RawRequest {
	readonly method?: string;
	/** In place of the URL's own; `fetch` would not send some of them otherwise than it likes. */
	readonly path?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** Sends a request exactly as it is given, as an attacker would. */
export async function rawRequest(
	url: string,
	{ method, path, headers, body }: RawRequest = {},
): Promise<RawResponse> {
	const { hostname, port, pathname } = new URL(url);
	const sent = request({
		hostname,
		port,
		path: path ?? pathname,
		agent: false,
		...(method && { method }),
		...(headers && { headers }),
	});
	sent.end(body);
	const [response] = (await once(sent, "response")) as [IncomingMessage];
	let text = "";
	for await (const chunk of response) text += chunk;
	return { status: response.statusCode ?? 0, headers: response.headers, body: text };
}
