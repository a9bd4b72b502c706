/**
 * Event IDs that Cognito's API allows and a Pulumi program cannot use as keys of a map: when JavaScript copies an object, the
 * first sets its prototype, and Pulumi uses the second to mark secrets and assets.
 */
const reserved: readonly string[] = ["__proto__", "4dabf18193072939515e22adb298388d"];

/** Why an event ID cannot be used in a set; empty if it can. Without this check, the decision would be lost silently. */
export function reservedKey(eventId: string): string[] {
	return reserved.includes(eventId) ? [cannotBeKey(eventId)] : [];
}

function cannotBeKey(eventId: string): string {
	return `an event with the ID \`${eventId}\` cannot be in a set, because JavaScript or Pulumi would drop it; declare an AuthEventFeedback resource instead`;
}

/**
 * Why Pulumi would lose decisions while it copies them, before a check could detect that; `undefined` if it would not. Written
 * as `{ "__proto__": … }`, such a decision is not a key but the object's prototype.
 */
export function lostOnCopying(decisions: unknown): string | undefined {
	if (typeof decisions !== "object" || decisions === null || Array.isArray(decisions)) return undefined;
	for (const key of reserved) if (Object.hasOwn(decisions, key)) return cannotBeKey(key);
	if (decisions instanceof Map)
		return "`decisions` is a Map; expected an object, such as one from Object.fromEntries";
	return isLiteral(Object.getPrototypeOf(decisions)) ? cannotBeKey("__proto__") : undefined;
}

/** Whether a prototype is an object literal of the program, and neither a class's prototype nor a built-in one. */
function isLiteral(prototype: object | null): boolean {
	return prototype !== null && !Object.hasOwn(prototype, "constructor");
}
