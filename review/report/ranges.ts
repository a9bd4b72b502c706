import { isIP } from "node:net";
import { type AddressRange, addressRange } from "../store/index.ts";

/** IPv4 addresses among the numbers of addresses. */
const ipv4 = addressRange("0.0.0.0/0");

/** Whether a text is an address or a range of addresses, as CIDR. */
export function isRange(text: string): boolean {
	try {
		addressRange(text);
		return true;
	} catch {
		return false;
	}
}

/** The numbers of the addresses in some ranges. A range of IPv6, such as `::/0`, has no IPv4 address. */
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

/** A test for numbers of addresses that are in one of the ranges. */
export function inRanges(ranges: readonly string[]): (address: bigint) => boolean {
	const numbers = numbersIn(ranges);
	return (address) => numbers.some(({ first, last }) => first <= address && address <= last);
}

/** The same in SQL, for the addresses of events. */
export function inRangesSql(ranges: readonly string[]): string {
	const conditions = numbersIn(ranges).map(
		({ first, last }) => `ip_number BETWEEN ${first}::UHUGEINT AND ${last}::UHUGEINT`,
	);
	return conditions.length === 0 ? "false" : `(${conditions.join(" OR ")})`;
}
