import { reportPolicy } from "../../report/page/html.ts";

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
