/**
 * How the events go to the page: field by field, each value once. Ten thousand events repeat the same few values; as objects they are six times the text, and the browser takes longer to read them than to draw the page.
 */
import type { UserEvent } from "../listing/listPool.ts";

/** The fields that many events have in common. */
export type SharedField = Exclude<keyof UserEvent, "eventId" | "time">;

/** A field of all events. */
export interface Column<T> {
	/** Every value that it has, the most frequent first. */
	readonly values: readonly T[];
	/** For each event, which of the values: counted from 1, with 0 for none. */
	readonly of: readonly number[];
}

export interface EventColumns {
	readonly eventId: readonly string[];
	/** In milliseconds since 1970; `null` if Cognito does not return it. */
	readonly at: readonly (number | null)[];
	readonly shared: { readonly [Name in SharedField]: Column<NonNullable<UserEvent[Name]>> };
}

export function toColumns(events: readonly UserEvent[]): EventColumns {
	return {
		eventId: events.map(({ eventId }) => eventId),
		at: events.map(({ time }) => timeOf(time)),
		shared: {
			username: columnOf(events, "username"),
			type: columnOf(events, "type"),
			response: columnOf(events, "response"),
			riskDecision: columnOf(events, "riskDecision"),
			riskLevel: columnOf(events, "riskLevel"),
			compromisedCredentials: columnOf(events, "compromisedCredentials"),
			ipAddress: columnOf(events, "ipAddress"),
			device: columnOf(events, "device"),
			city: columnOf(events, "city"),
			country: columnOf(events, "country"),
			timeZone: columnOf(events, "timeZone"),
			challenges: columnOf(events, "challenges"),
			feedback: columnOf(events, "feedback"),
		},
	};
}

function timeOf(time: string | undefined): number | null {
	const at = time === undefined ? Number.NaN : Date.parse(time);
	return Number.isNaN(at) ? null : at;
}

function columnOf<Name extends SharedField>(
	events: readonly UserEvent[],
	name: Name,
): Column<NonNullable<UserEvent[Name]>> {
	// By their text, since lists and objects that are alike count as one.
	const texts = events.map((event) => (event[name] === undefined ? undefined : JSON.stringify(event[name])));
	const counts = new Map<string, number>();
	for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
	const different = [...counts].sort(([, one], [, other]) => other - one).map(([text]) => text);
	const places = new Map(different.map((text, index) => [text, index + 1]));
	return {
		values: different.map((text) => JSON.parse(text)),
		of: texts.map((text) => places.get(text ?? "") ?? 0),
	};
}
