/**
 * Event IDs that Cognito's API allows and that cannot be keys of a map in a Pulumi program: JavaScript takes the first
 * for the prototype of an object that is copied, and Pulumi the second for the mark of a secret or an asset.
 */
const reserved: readonly string[] = ["__proto__", "4dabf18193072939515e22adb298388d"];

/** Why an event ID cannot stand in a set, if so: a decision must not get lost without a word. */
export function reservedKey(eventId: string): string[] {
	return reserved.includes(eventId) ? [cannotBeKey(eventId)] : [];
}

function cannotBeKey(eventId: string): string {
	return `an event with the ID \`${eventId}\` cannot be in a set, because JavaScript or Pulumi would drop it; declare an AuthEventFeedback resource instead`;
}

/**
 * What is wrong with decisions that Pulumi would lose while it copies them, before a check could see that; `undefined`
 * where nothing is. Written as `{ "__proto__": … }` such a decision is no key at all but the object's prototype.
 */
export function lostOnCopying(decisions: unknown): string | undefined {
	if (typeof decisions !== "object" || decisions === null || Array.isArray(decisions)) return undefined;
	for (const key of reserved) if (Object.hasOwn(decisions, key)) return cannotBeKey(key);
	if (decisions instanceof Map)
		return "`decisions` is a Map; expected an object, such as one from Object.fromEntries";
	return isLiteral(Object.getPrototypeOf(decisions)) ? cannotBeKey("__proto__") : undefined;
}

/** Whether a prototype is an object that a program wrote down, and neither a class's nor one of JavaScript's own. */
function isLiteral(prototype: object | null): boolean {
	return prototype !== null && !Object.hasOwn(prototype, "constructor");
}
