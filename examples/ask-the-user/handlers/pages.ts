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

/** No script, no request to anywhere, no frame, no address passed on, nothing kept. */
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

/** Asks to confirm an answer. The one that the followed link is for comes first. */
export function questionPage(appName: string, evidence: Evidence, chosen: Answer): Page {
	const choices: readonly Answer[] = chosen === "me" ? ["me", "not-me"] : ["not-me", "me"];
	return page(
		200,
		"Was this you?",
		html`<p>Somebody signed in to your account with ${appName}, or tried to:</p>
<dl>${described(evidence).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p>Choose your answer to confirm it. You can answer once.</p>
<form method="post">${choices.map(
			(answer) => html`<button name="answer" value="${answer}">${answers[answer]}</button>`,
		)}</form>`,
	);
}

/** Thanks, and what to do about a sign-in that was someone else's: an answer ends no session. */
export function thanksPage(answer: Answer, accountUrl: string | undefined): Page {
	if (answer === "me") return page(200, "Thank you", html`<p>Your answer is recorded. You are done.</p>`);
	const where = accountUrl && html` <a href="${accountUrl}" rel="noreferrer">Change it now.</a>`;
	return page(
		200,
		"Thank you",
		html`<p>Your answer is recorded. It does not sign anybody out.</p>
<p><strong>Change your password</strong>, also wherever else you use the same one.${where || undefined}</p>`,
	);
}

/** One page for links that never existed, were used or have expired, so that it confirms no guess. */
export function gonePage(): Page {
	const text = "This link was used already, or has expired. If you still need help, contact support.";
	return page(410, "This link no longer works", html`<p>${text}</p>`);
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
