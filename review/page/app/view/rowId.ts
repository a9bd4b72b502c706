/** The element of an event's row. */
export function rowId(eventId: string): string {
	return `event-${eventId}`;
}
