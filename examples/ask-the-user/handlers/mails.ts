import type { CustomEmailSenderTriggerEvent } from "aws-lambda";
import { type Html, html } from "./html.ts";
import { answers, described, type Evidence } from "./question.ts";

/** A message to a user. */
export interface Mail {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** The kinds of messages that Cognito passes to a custom email sender. */
export type Trigger = CustomEmailSenderTriggerEvent["triggerSource"];

/** The messages with a code. */
export type CodeTrigger = Exclude<Trigger, "CustomEmailSender_AccountTakeOverNotification">;

/** The purpose of the code in each message. */
const purposes: Readonly<Record<CodeTrigger, string>> = {
	CustomEmailSender_SignUp: "Confirm your account",
	CustomEmailSender_ResendCode: "Your new confirmation code",
	CustomEmailSender_ForgotPassword: "Reset your password",
	CustomEmailSender_UpdateUserAttribute: "Confirm your new email address",
	CustomEmailSender_VerifyUserAttribute: "Verify your email address",
	CustomEmailSender_AdminCreateUser: "Your new account",
	CustomEmailSender_Authentication: "Your sign-in code",
};

export function isCodeTrigger(trigger: string): trigger is CodeTrigger {
	return Object.hasOwn(purposes, trigger);
}

/** A message with a code. */
export function codeMail(appName: string, trigger: CodeTrigger, code: string): Mail {
	return purposeMail(appName, trigger, [["Code", code]]);
}

/** A message to a user whom an administrator created; without a password in a pool without passwords. */
export function invitationMail(appName: string, username: string, password: string | undefined): Mail {
	return purposeMail(appName, "CustomEmailSender_AdminCreateUser", [
		["Username", username],
		...(password === undefined ? [] : ([["Temporary password", password]] as [string, string][])),
	]);
}

function purposeMail(appName: string, trigger: CodeTrigger, lines: [string, string][]): Mail {
	const purpose = purposes[trigger];
	return mail(`${purpose} – ${appName}`, [
		`${purpose}:`,
		lines,
		`No one from ${appName} ever asks you for a code or a password. If you did not expect this message, ignore it.`,
	]);
}

/** The actions that Cognito takes on a sign-in, in words. */
const actions: Readonly<Record<string, string>> = {
	BLOCK: "We blocked it.",
	NO_ACTION: "It was let in.",
	MFA: "A second factor was required.",
	MFA_REQUIRED: "A second factor was required.",
	MFA_IF_CONFIGURED: "A second factor was required, if your account has one.",
};

/** The question whether a sign-in was the user's, with a link for each answer. */
export function questionMail(
	appName: string,
	action: string,
	evidence: Evidence,
	linkTo: (answer: keyof typeof answers) => string,
): Mail {
	return mail(`Was this you? – ${appName}`, [
		["Someone signed in to your account, or tried to.", actions[action] ?? ""].join(" ").trim(),
		described(evidence),
		new Link(answers.me, linkTo("me")),
		new Link(answers["not-me"], linkTo("not-me")),
		"Each link opens a page where you confirm your answer. You can answer once.",
	]);
}

class Link {
	readonly label: string;
	readonly url: string;

	constructor(label: string, url: string) {
		this.label = label;
		this.url = url;
	}
}

/** Formats sentences, named values and links as text and as HTML. */
function mail(subject: string, parts: readonly (string | [string, string][] | Link)[]): Mail {
	const text = parts.map((part) => {
		if (typeof part === "string") return part;
		if (part instanceof Link) return `${part.label}:\n${part.url}`;
		return part.map(([name, value]) => `${name}: ${value}`).join("\n");
	});
	// `ses:no-track` stops Amazon SES from redirecting the links through its click counter.
	const bodies = parts.map((part): Html => {
		if (typeof part === "string") return html`<p>${part}</p>`;
		if (part instanceof Link) return html`<p><a ses:no-track href="${part.url}">${part.label}</a></p>`;
		return html`<p>${part.map(([name, value]) => html`${name}: <strong>${value}</strong><br>`)}</p>`;
	});
	const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${subject}</title></head><body>${bodies}</body></html>`;
	return { subject, text: `${text.join("\n\n")}\n`, html: page.text };
}
