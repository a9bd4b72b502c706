import type { FeedbackError } from "../cognito/feedbackError";

/** Some of what was asked for is done: the resource exists with these properties, and for these reasons not with all. */
export class PartialFailure extends Error {
	override readonly name = "PartialFailure";

	/** The message and why; Pulumi prints these and not the message. */
	readonly reasons: readonly string[];

	constructor(
		message: string,
		readonly id: string,
		readonly properties: object,
		private readonly causes: readonly string[] = [],
	) {
		super(message);
		this.reasons = [message, ...causes];
	}

	/** The same failure with the properties in another form. */
	with(properties: object): PartialFailure {
		return new PartialFailure(this.message, this.id, properties, this.causes);
	}
}

/** How many events are named of those that failed alike. */
const mostNamed = 20;

/** Why decisions failed, one reason for all that failed alike. */
export function reasonsFor(
	failures: readonly { readonly eventId: string; readonly failure: FeedbackError }[],
): string[] {
	const byReason = Map.groupBy(failures, ({ failure }) => failure.reason);
	return [...byReason].map(([reason, alike]) => {
		const ids = alike.map(({ eventId }) => eventId);
		const named = ids.slice(0, mostNamed).join(", ");
		const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
		return `${ids.length === 1 ? "event" : `${ids.length} events:`} ${named}${more}: ${reason}`;
	});
}
