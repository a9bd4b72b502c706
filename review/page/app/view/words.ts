import type { PageRow } from "../../protocol.ts";
import { momentOf } from "../model/time.ts";

type Feedback = NonNullable<PageRow["feedback"]>;

/** Cognito's feedback in a row of the table: the provider is shown if it is not an administrator. */
export function feedbackWords({ value, provider }: Feedback): string {
	return isFromUser(provider) ? `${value}, by ${providerName(provider)}` : value;
}

/** Cognito's feedback in full, and whether a decision overrules it. */
export function feedbackDetails(
	{ value, provider, date }: Feedback,
	{ value: decided }: PageRow["decision"],
): string {
	const overruled = decided !== undefined && decided !== value;
	return [
		value,
		provider && `by ${providerName(provider)}`,
		date?.slice(0, 10),
		overruled && "overruled by your decision",
	]
		.filter(Boolean)
		.join(", ");
}

function isFromUser(provider: string | undefined): provider is string {
	return provider !== undefined && provider !== "Admin";
}

/** AWS documents only `Admin`; any other provider is the user. */
function providerName(provider: string): string {
	if (!isFromUser(provider)) return provider;
	return provider.toLowerCase() === "user" ? "the user" : `the user (${provider})`;
}

/** A user's statement about an event, with its time in UTC: `not me, 20 Nov 09:12`. */
export function statementWords({ wasMe, at, sameSession }: NonNullable<PageRow["statement"]>): string {
	const words = `${wasMe ? "me" : "not me"}, ${momentOf(Date.parse(at))}`;
	return sameSession ? `${words} (same session, no evidence)` : words;
}
