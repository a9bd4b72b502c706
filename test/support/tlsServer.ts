import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { roleCredentials } from "./stubSts.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

const ssoCredentials = {
	accessKeyId: "ASIASSO",
	secretAccessKey: "sso-secret",
	sessionToken: "sso-token",
	expiration: Date.UTC(2099, 0),
};

/** The certificate of the authority that issued the certificate of {@link tlsServers}. */
export const authority = fixture("ca.pem");

/** A TLS server instead of Amazon Cognito, AWS STS and IAM Identity Center, and a proxy that connects all requests to it. */
export interface TlsServer {
	readonly endpoint: string;
	readonly proxy: string;
	/** The hosts that requests were for. */
	readonly hosts: string[];
	/** The addresses that the proxy was asked to connect to. */
	readonly connects: string[];
}

const asAws: RequestListener = ({ headers: { host = "" } }, response) => {
	if (host.startsWith("portal.sso.")) response.end(JSON.stringify({ roleCredentials: ssoCredentials }));
	else if (host.startsWith("sts.")) response.setHeader("content-type", "text/xml").end(roleCredentials);
	else response.setHeader("content-type", "application/x-amz-json-1.1").end("{}");
};

/**
 * For a `describe`: starts such servers on loopback, and closes them after each test.
 *
 * @param respond Returns the server's response. Default: that of these services.
 * @param status The proxy's response status.
 */
export function tlsServers(respond: RequestListener = asAws): (status?: number) => Promise<TlsServer> {
	const open: Server[] = [];
	// A server does not count connections that became tunnels, but waits for them to close.
	const tunnels: Duplex[] = [];
	afterEach(async () => {
		for (const tunnel of tunnels.splice(0)) tunnel.destroy();
		for (const server of open.splice(0)) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	});
	return async (status = 200) => {
		const [hosts, connects]: [string[], string[]] = [[], []];
		const keys = { key: readFileSync(fixture("server.key")), cert: readFileSync(fixture("server.pem")) };
		const server = createHttpsServer(keys, (request, response) => {
			hosts.push(String(request.headers.host).replace(/:\d+$/, ""));
			respond(request, response);
		});
		await once(server.listen(0, "127.0.0.1"), "listening");
		const { port } = server.address() as AddressInfo;
		const proxy = createHttpServer().on("connect", ({ url = "" }, client) => {
			connects.push(url);
			tunnels.push(client);
			if (status !== 200) return client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
			const upstream = connect(port, "127.0.0.1", () => {
				client.write("HTTP/1.1 200 Connection established\r\n\r\n");
				upstream.pipe(client).pipe(upstream);
			});
			for (const socket of [upstream, client])
				socket
					.on("error", () => {})
					.on("close", () => {
						upstream.destroy();
						client.destroy();
					});
		});
		await once(proxy.listen(0, "127.0.0.1"), "listening");
		open.push(proxy, server);
		return {
			endpoint: `https://localhost:${port}`,
			proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			hosts,
			connects,
		};
	};
}
