/** ISO 8601: a date, which starts at midnight UTC, or a date and time with a time zone. */
const isoTime = /^(\d{4}-\d{2}-\d{2})(T(?!24)\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Whether a text is a time that a filter can have. */
export function isTime(text: string): boolean {
	const day = isoTime.exec(text)?.[1];
	return day !== undefined && !Number.isNaN(Date.parse(text)) && isDayOfCalendar(day);
}

/** Whether a date such as `2026-11-20` exists: `Date.parse` accepts 30 February as 2 March. */
export function isDayOfCalendar(day: string): boolean {
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
