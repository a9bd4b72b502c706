import { once } from "node:events";
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server on loopback that counts its requests, and responds as a test has it. */
export class CountingServer {
	/** The headers of each request so far. */
	readonly requests: IncomingHttpHeaders[] = [];
	/** How many connections there were so far. */
	connections = 0;
	readonly #server: Server;

	private constructor(answer: Answer) {
		this.#server = createServer((request, response) => {
			this.requests.push(request.headers);
			void text(request).then((body) => answer(request, response, body));
		}).on("connection", () => this.connections++);
	}

	/** @param answer How it responds. Default: that feedback was taken. */
	static async start(answer: Answer = taken): Promise<CountingServer> {
		const made = new CountingServer(answer);
		await once(made.#server.listen(0, "127.0.0.1"), "listening");
		return made;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get endpoint(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

const taken: Answer = (_, response) => {
	response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end("{}");
};

/** For a `describe`: starts such servers, and closes them after each test. */
export function countingServers(): typeof CountingServer.start {
	const open: CountingServer[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((server) => server.close()));
	});
	return async (answer) => {
		const server = await CountingServer.start(answer);
		open.push(server);
		return server;
	};
}
