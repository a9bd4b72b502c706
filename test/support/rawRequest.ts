import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";

export interface RawResponse {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface RawRequest {
	readonly method?: string;
	/** Instead of the URL's path, which `fetch` would normalize. */
	readonly path?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** Sends a request exactly as specified, like an attacker. */
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
