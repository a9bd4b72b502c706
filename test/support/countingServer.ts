import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listen, loopbackHost } from "#provider/loopback/index";
import { closedAfterEach } from "./closedAfterEach.ts";

type Respond = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server on loopback that counts its requests, with responses from the test. */
export class CountingServer {
	readonly requests: IncomingHttpHeaders[] = [];
	connections = 0;
	#listening: LoopbackServer | undefined;

	/** @param respond Returns the response. Default: that feedback was accepted. */
	static async start(respond: Respond = taken): Promise<CountingServer> {
		const made = new CountingServer();
		const server = createServer((request, response) => {
			made.requests.push(request.headers);
			void text(request).then((body) => respond(request, response, body));
		}).on("connection", () => made.connections++);
		made.#listening = await listen(server, 0);
		return made;
	}

	get port(): number {
		return this.#listening?.port ?? 0;
	}

	get endpoint(): string {
		return `http://${loopbackHost}:${this.port}`;
	}

	async close(): Promise<void> {
		await this.#listening?.close();
	}
}

const taken: Respond = (_, response) => {
	response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end("{}");
};

/** For a `describe`: starts such servers, and closes them after each test. */
export function countingServers(): typeof CountingServer.start {
	const closed = closedAfterEach();
	return async (respond) => closed(await CountingServer.start(respond));
}

/** The access key and the Region in a request's signature. */
export function signatureOf({ authorization = "" }: IncomingHttpHeaders) {
	const pattern = /Credential=([^/]+)\/\d{8}\/([^/]+)\/cognito-idp\/aws4_request/;
	const [, accessKeyId = "", region = ""] = pattern.exec(authorization) ?? [];
	return { accessKeyId, region };
}
