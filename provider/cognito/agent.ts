import { readFileSync } from "node:fs";
import type { ClientRequest } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { SecureContext } from "node:tls";
import { createSecureContext, getCACertificates, rootCertificates } from "node:tls";
import type { AgentConnectOpts } from "agent-base";
import { Agent as BaseAgent } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import { isLoopback } from "./clientMiddleware.ts";

/** A connection setting of the environment that does not work: a proxy, or a file of certificates. */
export class AgentError extends Error {
	override readonly name = "AgentError";
	readonly kind: "proxyFailed" | "invalidCaBundle";
	/** What failed, without credentials: a host and port, or the setting that names the file. */
	readonly host: string;
	readonly code: string;

	constructor(kind: AgentError["kind"], host: string, code: string) {
		super(`${kind} ${host} ${code}`);
		this.kind = kind;
		this.host = host;
		this.code = code;
	}
}

/** The library has no types. */
const { getProxyForUrl }: { getProxyForUrl(url: string): string } = require("proxy-from-env");

/** The AWS SDK's values for its own agents. */
const options = { keepAlive: true, maxSockets: 50 } as const;

/** Connects over HTTPS with the environment's settings: through a proxy, or with additional certificate authorities. */
export class EnvironmentAgent extends BaseAgent {
	/** The agents by the URL of their proxy; the one for direct connections under an empty string. */
	readonly #agents = new Map<string, BaseAgent | HttpsAgent>();
	readonly #profile: string | undefined;

	/** @param profile The selected profile. Default: the environment's. */
	constructor(profile?: string) {
		super(options);
		this.#profile = profile;
	}

	/** @throws AgentError if the file of certificate authorities cannot be read, or the proxy does not connect. */
	override async connect(_request: ClientRequest, { host = "", port }: AgentConnectOpts) {
		const proxy = proxyTo(host, port);
		let agent = this.#agents.get(proxy);
		if (!agent) {
			const trust = await trustOf(this.#profile);
			agent =
				proxy === "" ? new HttpsAgent({ ...options, ...trust }) : new TunnelAgent(toProxyUrl(proxy), trust);
			this.#agents.set(proxy, agent);
		}
		return agent;
	}

	override destroy(): void {
		for (const agent of this.#agents.values()) agent.destroy();
		super.destroy();
	}
}

/** The URL of the proxy that the environment sets for a host; empty for a direct connection. */
export function proxyTo(host: string, port: number | string = 443): string {
	if (isLoopback(host) || isExempt(host)) return "";
	return proxyFor(`https://${host.includes(":") ? `[${host}]` : host}:${port}`);
}

/** Whether NO_PROXY names a domain of the host: the library requires a leading dot, the AWS CLI does not. */
function isExempt(host: string): boolean {
	const domains = (process.env.no_proxy || process.env.NO_PROXY || "").toLowerCase().split(/[\s,]+/);
	return domains.some(
		(domain) => domain !== "" && host.toLowerCase().endsWith(`.${domain.replace(/^\./, "")}`),
	);
}

/** The proxy for a URL; empty for a direct connection. One without a scheme is an HTTP proxy, as for the AWS CLI. */
function proxyFor(url: string): string {
	const proxy = getProxyForUrl(url);
	const { https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY } = process.env;
	const hasScheme = [https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY].includes(proxy);
	return hasScheme ? proxy : proxy.replace(/^https:/, "http:");
}

function toProxyUrl(proxy: string): URL {
	if (!URL.canParse(proxy) || !/^https?:/.test(proxy))
		throw new AgentError("proxyFailed", "(not an http or https URL)", "ERR_INVALID_URL");
	return new URL(proxy);
}

/** Connects through a proxy. Its errors are reported as the proxy's and not the server's. */
class TunnelAgent extends HttpsProxyAgent<string> {
	readonly #trust: Trust;

	constructor(proxy: URL, trust: Trust) {
		super(proxy, { ...options, ...trust });
		// The library applies its constructor's options only to the connection with the proxy.
		this.#trust = trust;
	}

	override async connect(request: ClientRequest, opts: Parameters<HttpsProxyAgent<string>["connect"]>[1]) {
		let status = 200;
		request.once("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => (status = statusCode));
		const fail = (code: string) => new AgentError("proxyFailed", this.proxy.host, code);
		const socket = await super.connect(request, { ...opts, ...this.#trust }).catch(({ code, message }) => {
			throw fail(String(code ?? message));
		});
		if (status === 200) return socket;
		socket.destroy();
		throw fail(`HTTP ${status}`);
	}
}

/** The file of certificate authorities that a profile sets with `ca_bundle` in the AWS configuration file. */
export async function profileCaBundle(profile = process.env.AWS_PROFILE): Promise<string | undefined> {
	const { loadSharedConfigFiles }: typeof import("@smithy/core/config") = require("@smithy/core/config");
	const { configFile } = await loadSharedConfigFiles();
	return configFile[profile || "default"]?.ca_bundle;
}

/** The authorities that a connection trusts, parsed once for all connections of an agent; empty for Node.js's own. */
interface Trust {
	readonly secureContext?: SecureContext;
}

async function trustOf(profile: string | undefined): Promise<Trust> {
	const { AWS_CA_BUNDLE: named } = process.env;
	const path = named || (await profileCaBundle(profile));
	if (!path) return {};
	const bundle = readBundle(path, named ? "AWS_CA_BUNDLE" : "ca_bundle");
	return { secureContext: createSecureContext({ ca: [...defaultAuthorities(), bundle] }) };
}

/** The authorities that Node.js trusts, including those of NODE_EXTRA_CA_CERTS if this version can list them. */
function defaultAuthorities(): readonly string[] {
	return typeof getCACertificates === "function" ? getCACertificates("default") : rootCertificates;
}

function readBundle(path: string, setting: "AWS_CA_BUNDLE" | "ca_bundle"): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new AgentError("invalidCaBundle", setting, String((error as NodeJS.ErrnoException).code));
	}
}
