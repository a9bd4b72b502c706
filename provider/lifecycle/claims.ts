import type { Context } from "./context";
import type { Properties } from "./properties";
import { isUnknown } from "./unknown";

/**
 * Notes which resource of the run decides on an event, and warns where two do: the one applied last would win, and the
 * other would be undone at each run.
 *
 * @param resource What to call the resource.
 */
export function claimEvent(
	{ claims, report }: Context,
	{ userPoolId, eventId }: Properties,
	resource: string,
): void {
	if (isUnknown(userPoolId) || isUnknown(eventId)) return;
	const key = `${userPoolId}/${eventId}`;
	const other = claims.get(key);
	if (other === undefined) claims.set(key, resource);
	else if (other !== resource) {
		report.warn(
			`event ${eventId} in user pool ${userPoolId} is decided on by both ${other} and ${resource}: whichever is applied last wins. Remove it from one of them.`,
		);
	}
}
