import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the signature of a request says: whose it is, and for which Region. */
export interface Signature {
	readonly accessKeyId: string;
	readonly region: string;
}

/** A server that takes any feedback, as Cognito would, and keeps what the requests were signed with. */
export class SignatureServer {
	readonly signatures: Signature[] = [];
	readonly #server: Server;

	private constructor() {
		this.#server = createServer((request, response) => {
			const [, accessKeyId = "", region = ""] =
				/Credential=([^/]+)\/\d{8}\/([^/]+)\/cognito-idp\/aws4_request/.exec(
					request.headers.authorization ?? "",
				) ?? [];
			this.signatures.push({ accessKeyId, region });
			request.resume().on("end", () => {
				response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end("{}");
			});
		});
	}

	static async start(): Promise<SignatureServer> {
		const made = new SignatureServer();
		await new Promise<void>((resolve) => made.#server.listen(0, "127.0.0.1", resolve));
		return made;
	}

	get endpoint(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
