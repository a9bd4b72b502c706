import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import { reportPolicy } from "../../report/page/html.ts";

/**
 * Authorizes a request. Other pages in the same browser can send requests here too, and must learn nothing.
 *
 * @param token The first part of every path.
 * @returns the path after the token
 */
export function authorize(request: IncomingMessage, token: string): string {
	const { method = "", headers } = request;
	// With DNS rebinding, a foreign name that resolves to this machine would make a foreign page "same-origin". The port may be
	// that of the other end of a tunnel: `ssh -L`, a development container.
	const { host = "" } = headers;
	if (!loopbackNames.test(host))
		throw new HttpError(421, "Unexpected host. Use the address that `cognito-feedback review` printed.");

	const path = new URL(request.url ?? "/", `http://${host}`).pathname;
	const [, given = "", ...rest] = path.split("/");
	if (!isSame(given, token)) {
		throw new HttpError(
			404,
			"Not found. The address changes with each start; use the one that `cognito-feedback review` printed last.",
		);
	}
	const site = headers["sec-fetch-site"];
	if (site !== undefined && site !== "same-origin" && site !== "none") {
		throw new HttpError(403, "Requests from other sites are not allowed.");
	}
	if (method === "POST") authorizeWrite(request, host);
	else if (method !== "GET" && method !== "HEAD") throw new HttpError(405, "Only GET and POST are allowed.");
	return rest.join("/");
}

const loopbackNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

function authorizeWrite({ headers }: IncomingMessage, host: string): void {
	// Every browser sends the origin with a POST, and only browsers should send requests. A tunnel may add TLS.
	const origins = [`http://${host}`, `https://${host}`];
	if (headers.origin === undefined || !origins.includes(headers.origin))
		throw new HttpError(403, "Only the review page can save.");
	if (headers["sec-fetch-site"] === "none") throw new HttpError(403, "Only the review page can save.");
	if (headers["content-type"] !== "application/json")
		throw new HttpError(415, "Only application/json is accepted.");
}

/** Compares in constant time. */
function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

/**
 * Headers of every response. The page loads only files of this server, runs no inline scripts, cannot be framed, and leaves no
 * personal data in the browser's cache.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
	"content-security-policy": [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self'",
		"connect-src 'self'",
		// For the report.
		"frame-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		// The page never converts text to markup; this enforces it.
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	].join("; "),
	"x-content-type-options": "nosniff",
	"x-frame-options": "DENY",
	"referrer-policy": "no-referrer",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"cache-control": "no-store",
};

/** Headers of a report, which the page shows in a frame: a document with its own styles and no scripts. */
export const reportHeaders: Readonly<Record<string, string>> = {
	...securityHeaders,
	"content-security-policy": `${reportPolicy}; frame-ancestors 'self'`,
	"x-frame-options": "SAMEORIGIN",
};
