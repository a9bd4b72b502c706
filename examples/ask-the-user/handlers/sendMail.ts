import { isIP } from "node:net";
import type { CustomEmailSenderTriggerEvent } from "aws-lambda";
import { unescaped } from "./html.ts";
import type { Links } from "./links.ts";
import { codeMail, invitationMail, isCodeTrigger, type Mail, questionMail } from "./mails.ts";
import type { Evidence } from "./question.ts";

export interface SenderServices {
	readonly appName: string;
	/** The URL of the endpoint, for the links. */
	readonly url: string;
	readonly linkLifetimeSeconds: number;
	readonly links: Pick<Links, "open">;
	/** Decrypts a code or a temporary password. */
	readonly decrypt: (code: string) => Promise<string>;
	/** The verified email address of a user; `undefined` if there is none. */
	readonly addressOf: (userPoolId: string, username: string) => Promise<string | undefined>;
	readonly deliver: (to: string, mail: Mail) => Promise<void>;
}

/**
 * A message could not be sent. The error names only the kind of the failure, because the log must not contain addresses or
 * codes.
 */
export class NotSent extends Error {}

/**
 * The custom email sender of a user pool: Cognito calls it for every message instead of sending it.
 *
 * Lambda retries a failed call twice, minutes apart, and counts it as an error of the function.
 */
export function mailSender(
	services: SenderServices,
): (event: CustomEmailSenderTriggerEvent) => Promise<void> {
	return async (event) => {
		try {
			await send(event, services);
		} catch (error) {
			if (error instanceof NotSent) throw error;
			throw new NotSent(`${event.triggerSource}: ${error instanceof Error ? error.name : "failed"}`);
		}
	};
}

/** These messages go to a verified address. A code that verifies an address goes only to that address. */
const toVerified: readonly string[] = [
	"CustomEmailSender_ForgotPassword",
	"CustomEmailSender_Authentication",
];

async function send(event: CustomEmailSenderTriggerEvent, services: SenderServices): Promise<void> {
	const { triggerSource: trigger, userName, userPoolId } = event;
	if (trigger === "CustomEmailSender_AccountTakeOverNotification") {
		await ask(event, services);
		return;
	}
	if (!isCodeTrigger(trigger)) throw new NotSent(`${String(trigger)}: an unknown kind of message`);
	const { code, userAttributes } = event.request;
	const to =
		userAttributes.email ??
		(toVerified.includes(trigger) ? await services.addressOf(userPoolId, userName) : undefined);
	if (to === undefined) throw new NotSent(`${trigger}: no address`);
	const decrypted = code ? await services.decrypt(code) : undefined;
	if (trigger === "CustomEmailSender_AdminCreateUser") {
		// If users sign in with an email address, the username is the `sub`, which means nothing to them.
		const username = userName === userAttributes.sub ? to : userName;
		// Cognito escapes temporary passwords for HTML, but no codes.
		const password = decrypted && unescaped(decrypted);
		await services.deliver(to, invitationMail(services.appName, username, password));
		return;
	}
	if (decrypted === undefined) throw new NotSent(`${trigger}: no code`);
	await services.deliver(to, codeMail(services.appName, trigger, decrypted));
}

type Notification = Extract<
	CustomEmailSenderTriggerEvent,
	{ triggerSource: "CustomEmailSender_AccountTakeOverNotification" }
>;

/** Asks a user about a sign-in. Cognito passes the evidence instead of the user's attributes, without the email address. */
async function ask({ userPoolId, request }: Notification, services: SenderServices): Promise<void> {
	const { EVENT_ID, FEEDBACK_TOKEN, USER_NAME, ACCOUNT_TAKE_OVER_ACTION, ...about } = request.userAttributes;
	const to = await services.addressOf(userPoolId, USER_NAME);
	// An unverified address may be someone else's. Retrying would not find another.
	if (to === undefined) return console.warn("A user without a verified address was not asked");
	const evidence: Evidence = {
		time: about.LOGIN_TIME,
		place: [about.CITY, about.COUNTRY].filter((part) => part && part !== "null").join(", "),
		device: harmless(about.DEVICE_NAME ?? ""),
		// In some pools, this is the address that the application passed on.
		ipAddress: isIP(about.IP_ADDRESS) === 0 ? "" : about.IP_ADDRESS,
	};
	const id = await services.links.open(
		{ userPoolId, username: USER_NAME, eventId: EVENT_ID, feedbackToken: FEEDBACK_TOKEN, evidence },
		services.linkLifetimeSeconds,
	);
	const linkTo = (answer: string) => `${services.url}/${answer}/${id}`;
	await services.deliver(to, questionMail(services.appName, ACCOUNT_TAKE_OVER_ACTION, evidence, linkTo));
}

/**
 * Removes from a device's name what mail programs turn into links, phone numbers or lines. The person who signs in chooses it,
 * and must not be able to put their own message in the email.
 */
function harmless(device: string): string {
	const words = device.replace(/[^\p{L}\p{N} .,;()_+-]+/gu, " ").replace(/\.(?=\p{L})/gu, ". ");
	// A phone number has more digits in a row than a version, or groups them differently.
	return words
		.replace(/\+?\d[\d ()+-]{6,}\d|\d{3}\.\d{3}\.\d{4}|\d+(?:\.\d+){4,}/g, "…")
		.trim()
		.slice(0, 80);
}
