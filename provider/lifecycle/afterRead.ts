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

/** A set and a single decision may have one name, but not one provider. */
function keyOf({ __label, __provider }: Properties): string {
	return `${__provider}\n${__label}`;
}
