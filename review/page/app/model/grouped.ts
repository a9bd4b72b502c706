/** A whole number with thousands separators: `10,000`. Formatted by hand, like times. */
export function grouped(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with its noun: `1 event`, `10,000 events`. */
export function counted(count: number, noun: string): string {
	return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
