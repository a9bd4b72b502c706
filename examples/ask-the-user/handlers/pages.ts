import { createHash } from "node:crypto";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { Html, html } from "./html.ts";
import { type Answer, answers, described, type Evidence } from "./question.ts";

const style = new Html(`
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 34rem; padding: 2rem 1rem; }
dl { display: grid; gap: .25rem 1rem; grid-template-columns: max-content 1fr; }
dd { margin: 0; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: 1rem; }
a { color: inherit; }
button { font: inherit; padding: .75rem 1.25rem; min-height: 2.75rem; }
`);

/** No scripts, requests, frames, referrers or caching. */
const headers = {
	"content-type": "text/html; charset=utf-8",
	"content-security-policy": [
		"default-src 'none'",
		`style-src 'sha256-${createHash("sha256").update(style.text).digest("base64")}'`,
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
	].join("; "),
	"referrer-policy": "no-referrer",
	"cache-control": "no-store",
	"strict-transport-security": "max-age=31536000",
	"x-content-type-options": "nosniff",
	"x-robots-tag": "noindex",
};

export type Page = APIGatewayProxyStructuredResultV2;

function page(statusCode: number, title: string, content: Html, more: Record<string, string> = {}): Page {
	const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
	return { statusCode, headers: { ...headers, ...more }, body: text };
}

/** Asks to confirm an answer. The answer of the link that was followed comes first. */
export function questionPage(appName: string, evidence: Evidence, chosen: Answer): Page {
	const choices: readonly Answer[] = chosen === "me" ? ["me", "not-me"] : ["not-me", "me"];
	return page(
		200,
		"Was this you?",
		html`<p>Someone signed in to your account with ${appName}, or tried to:</p>
<dl>${described(evidence).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p>Choose your answer to confirm it. You can answer once.</p>
<form method="post">${choices.map(
			(answer) => html`<button name="answer" value="${answer}">${answers[answer]}</button>`,
		)}</form>`,
	);
}

/** Thanks the user, and explains what to do about someone else's sign-in, because an answer ends no session. */
export function thanksPage(answer: Answer, accountUrl: string | undefined): Page {
	if (answer === "me") return page(200, "Thank you", html`<p>Your answer is recorded. You are done.</p>`);
	return page(
		200,
		"Thank you",
		html`<p>Your answer is recorded. It does not sign anyone out.</p>
<p><strong>Change your password</strong>, also wherever else you use the same one.${changeIt(accountUrl)}</p>`,
	);
}

/**
 * The page for links that never existed, were used or have expired. It is the same for all, so that it confirms no guess. Users
 * who click twice see it instead of the thanks, so it has the same advice.
 */
export function gonePage(accountUrl: string | undefined): Page {
	return page(
		410,
		"This link no longer works",
		html`<p>It was used already, or has expired.</p>
<p>If the sign-in was not yours, <strong>change your password</strong>, also wherever else you use the same one.${changeIt(accountUrl)} If you
still need help, contact support.</p>`,
	);
}

function changeIt(accountUrl: string | undefined): Html | undefined {
	return accountUrl === undefined
		? undefined
		: html` <a href="${accountUrl}" rel="noreferrer">Change it now.</a>`;
}

export function tryAgainPage(): Page {
	const text = "Your answer is not recorded yet. Go back and try again in a minute.";
	return page(503, "Please try again", html`<p>${text}</p>`, { "retry-after": "60" });
}

export function badRequestPage(): Page {
	return page(400, "No answer chosen", html`<p>Go back and choose an answer.</p>`);
}

export function methodPage(): Page {
	return page(405, "Not possible", html`<p>Open the link from your message.</p>`, {
		allow: "GET, HEAD, POST",
	});
}
