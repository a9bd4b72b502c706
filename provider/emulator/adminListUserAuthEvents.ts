import { maxPageSize, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import type { EmulatorAuthEvent, EmulatorDate } from "./content.ts";
import { EmulatorError } from "./error.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";
import { pageStart, pageToken, pageTokenRule } from "./pageToken.ts";
import { epochSeconds } from "./timestamp.ts";

/**
 * Returns a page of a user's events, newest first, and the token of the next page if there is one.
 *
 * Source: AWS API reference, AdminListUserAuthEvents.
 */
export function adminListUserAuthEvents(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	const username = check.requiredString("Username", usernameRule);
	const maxResults = check.optionalInteger("MaxResults", 0, maxPageSize);
	const token = check.optionalString("NextToken", pageTokenRule);
	check.finish();

	const user = store.user(poolId, username);
	const start = token === undefined ? 0 : pageStart(user, token);
	if (start === undefined) {
		throw new EmulatorError("InvalidParameterException", "Invalid pagination token.");
	}
	// A MaxResults of 0 means the same as a missing one.
	const end = start + (maxResults || maxPageSize);
	const page = user.history.slice(start, end);
	const last = page.at(-1);
	return {
		AuthEvents: page.map(onTheWire),
		...(last !== undefined && end < user.history.length && { NextToken: pageToken(user, last.EventId) }),
	};
}

function onTheWire(event: EmulatorAuthEvent): EmulatorAuthEvent {
	const { CreationDate, EventFeedback } = event;
	return {
		...event,
		...asSeconds("CreationDate", CreationDate),
		...(EventFeedback && {
			EventFeedback: { ...EventFeedback, ...asSeconds("FeedbackDate", EventFeedback.FeedbackDate) },
		}),
	};
}

function asSeconds(name: string, date: EmulatorDate | undefined): Record<string, number> {
	return date === undefined ? {} : { [name]: epochSeconds(date) };
}
