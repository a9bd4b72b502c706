import { once } from "node:events";
import { readFileSync } from "node:fs";
import {
	createServer as createHttpServer,
	request as httpRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { errorOf, roleCredentials } from "../support/stubSts.ts";
import { authority } from "../support/tlsServer.ts";
import type { Random } from "./random.ts";

/** A place other than Cognito where a fault strikes a run. */
export interface FaultSite {
	/** Stack configuration that routes the run's requests through it. */
	readonly config: Readonly<Record<string, string>>;
	/** Makes requests fail at random from now on; `undefined` stops that. */
	strike(random: Random | undefined): void;
	/** Whether any request has failed. */
	readonly struck: boolean;
}

export type SiteKind = "role" | "proxy";

/** A stand-in for AWS STS and an HTTPS proxy, for all runs of this process. The environment names them while they exist. */
export class FaultSites {
	readonly #sites = new Map<string, Site>();
	readonly #servers: Server[] = [];
	readonly #sockets = new Set<Duplex>();
	readonly #saved: NodeJS.ProcessEnv = { ...process.env };

	static async start(): Promise<FaultSites> {
		const sites = new FaultSites();
		const sts = await sites.#listen(createHttpServer((request, response) => sites.#issue(request, response)));
		const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
		const keys = { key: readFileSync(fixture("server.key")), cert: readFileSync(fixture("server.pem")) };
		const tls = await sites.#listen(
			createHttpsServer(keys, (request, response) => {
				const { endpoint = "" } = sites.#sites.get(String(request.headers.host)) ?? {};
				const { method, headers } = request;
				const forwarded = httpRequest(endpoint, { method, headers }, (forwardedResponse) => {
					response.writeHead(forwardedResponse.statusCode ?? 500, forwardedResponse.headers);
					forwardedResponse.pipe(response);
				});
				request.pipe(forwarded).on("error", () => response.destroy());
			}),
		);
		const proxy = await sites.#listen(
			createHttpServer().on("connect", ({ url = "" }, client) => sites.#tunnel(url, client, tls)),
		);
		Object.assign(process.env, {
			AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${sts}`,
			HTTPS_PROXY: `http://127.0.0.1:${proxy}`,
			AWS_CA_BUNDLE: authority,
		});
		return sites;
	}

	/** @param endpoint The emulator of the run. */
	of(kind: SiteKind, endpoint: string): FaultSite {
		const name = `run${this.#sites.size}`;
		const host = `${name}.eu-central-1.amazonaws.com`;
		const roles = [{ roleArn: `arn:aws:iam::123456789012:role/${host}` }];
		const site = new Site(
			endpoint,
			kind === "role"
				? { "aws:assumeRoles": JSON.stringify(roles) }
				: { "cognito-feedback:endpoint": `https://${host}` },
		);
		this.#sites.set(host, site);
		return site;
	}

	async close(): Promise<void> {
		for (const name of ["AWS_ENDPOINT_URL_STS", "HTTPS_PROXY", "AWS_CA_BUNDLE"]) {
			if (this.#saved[name] === undefined) delete process.env[name];
			else process.env[name] = this.#saved[name];
		}
		for (const socket of this.#sockets) socket.destroy();
		for (const server of this.#servers) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	}

	async #listen(server: Server): Promise<number> {
		this.#servers.push(server);
		await once(server.listen(0, "127.0.0.1"), "listening");
		return (server.address() as AddressInfo).port;
	}

	/** Issues credentials of a role that must be renewed for each request, or rejects the request. */
	async #issue(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const role = new URLSearchParams(await text(request)).get("RoleArn")?.split("/").at(-1) ?? "";
		const isRefused = this.#sites.get(role)?.strikes();
		const soon = new Date(Date.now() + 60_000).toISOString();
		response
			.writeHead(isRefused ? 403 : 200, { "content-type": "text/xml" })
			.end(isRefused ? errorOf("AccessDenied") : roleCredentials.replace("2099-01-01T00:00:00Z", soon));
	}

	/** Connects a run to its server, or cuts the connection: at once, or while the client sends. */
	#tunnel(url: string, client: Duplex, port: number): void {
		const site = this.#sites.get(url.replace(/:\d+$/, ""));
		if (!site || site.strikes()) {
			if (site?.isPolite) client.end("HTTP/1.1 502 No\r\n\r\n");
			else client.destroy();
			return;
		}
		const upstream = connect(port, "127.0.0.1", () => {
			client.write("HTTP/1.1 200 Connection established\r\n\r\n");
			upstream.pipe(client);
			client.on("data", (chunk) => {
				if (site.strikes()) client.destroy();
				else upstream.write(chunk);
			});
		});
		for (const socket of [upstream, client]) {
			this.#sockets.add(socket);
			socket
				.on("error", () => {})
				.on("close", () => {
					this.#sockets.delete(socket);
					upstream.destroy();
					client.destroy();
				});
		}
	}
}

class Site implements FaultSite {
	readonly endpoint: string;
	readonly config: FaultSite["config"];
	struck = false;
	#random: Random | undefined;
	#probability = 0;

	constructor(endpoint: string, config: FaultSite["config"]) {
		this.endpoint = endpoint;
		this.config = config;
	}

	strike(random: Random | undefined): void {
		this.#random = random;
		this.#probability = random?.oneOf([0.1, 0.3, 1]) ?? 0;
	}

	strikes(): boolean {
		const isStruck = this.#random?.chance(this.#probability) ?? false;
		this.struck ||= isStruck;
		return isStruck;
	}

	/** Whether a proxy that rejects a connection responds. */
	get isPolite(): boolean {
		return this.#random?.chance(0.5) ?? true;
	}
}
