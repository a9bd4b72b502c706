import { reportPolicy } from "../../report/page/html.ts";

/**
 * On every response. The page loads only what this server serves, runs no inline scripts, cannot be framed, and leaves no
 * copy of personal data in the browser's cache.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
	"content-security-policy": [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self'",
		"connect-src 'self'",
		// The report.
		"frame-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		// Nothing on the page turns a text into markup, and from here on nothing can.
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

/** On a report, which is shown in a frame of the page: a document with its own styles, and without scripts. */
export const reportHeaders: Readonly<Record<string, string>> = {
	...securityHeaders,
	"content-security-policy": `${reportPolicy}; frame-ancestors 'self'`,
	"x-frame-options": "SAMEORIGIN",
};
