import { isIP } from "node:net";
import { type AddressRange, addressRange } from "../store/index.ts";

/** The range of IPv4 addresses, as numbers. */
const ipv4 = addressRange("0.0.0.0/0");

/** Whether a text is an IP address or a range in CIDR notation. */
export function isRange(text: string): boolean {
	try {
		addressRange(text);
		return true;
	} catch {
		return false;
	}
}

/** The numbers of the IP addresses in some ranges. A range of IPv6, such as `::/0`, contains no IPv4 address. */
export function numbersIn(ranges: readonly string[]): readonly AddressRange[] {
	return ranges.filter(isRange).flatMap((text) => {
		const range = addressRange(text);
		const isWhole =
			isIP(text.replace(/\/.*/, "")) === 4 || range.last < ipv4.first || range.first > ipv4.last;
		if (isWhole || range.first >= ipv4.first) return [range];
		return [
			{ first: range.first, last: ipv4.first - 1n },
			{ first: ipv4.last + 1n, last: range.last },
		];
	});
}

/** Tests whether the number of an address is in one of the ranges. */
export function inRanges(ranges: readonly string[]): (address: bigint) => boolean {
	const numbers = numbersIn(ranges);
	return (address) => numbers.some(({ first, last }) => first <= address && address <= last);
}

/** The same test in SQL, for the addresses of events. */
export function inRangesSql(ranges: readonly string[]): string {
	const conditions = numbersIn(ranges).map(
		({ first, last }) => `ip_number BETWEEN ${first}::UHUGEINT AND ${last}::UHUGEINT`,
	);
	return conditions.length === 0 ? "false" : `(${conditions.join(" OR ")})`;
}
