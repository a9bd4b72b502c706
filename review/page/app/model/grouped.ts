/** A whole number with its thousands apart: `10,000`. Made by hand, as times are. */
export function grouped(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** How many there are of something: `1 event`, `10,000 events`. */
export function counted(count: number, noun: string): string {
	return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
