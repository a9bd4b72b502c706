import type { Context } from "./context";
import type { Properties } from "./properties";

/**
 * In a refresh the engine has a resource compared right after it was read, old state with new, to show the drift. The
 * read has reported that already, and it is no change that anybody plans, so that comparison is not to report it.
 */
export function noteRead({ justRead }: Context, state: Properties): void {
	justRead.add(keyOf(state));
}

/** Whether the resource was read since it was last compared. */
export function isAfterRead({ justRead }: Context, state: Properties): boolean {
	return justRead.delete(keyOf(state));
}

/** A single decision is known by its event, a set by its name. */
function keyOf({ userPoolId, eventId, __label }: Properties): string {
	return eventId === undefined ? `${__label}` : `${userPoolId}/${eventId}`;
}
