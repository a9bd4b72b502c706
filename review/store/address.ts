import { isIP } from "node:net";

/** A range of addresses as numbers. IPv4 addresses are mapped to IPv6 (`::ffff:192.0.2.1`), so that both sort together. */
export interface AddressRange {
	readonly first: bigint;
	readonly last: bigint;
}

/**
 * The range of an address, or of a network in CIDR notation.
 *
 * @throws RangeError if the text is neither
 */
export function addressRange(text: string): AddressRange {
	const [address = "", prefix, ...rest] = text.split("/");
	const version = isIP(address);
	const bits = version === 4 ? 32 : 128;
	const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
	if (version === 0 || rest.length > 0 || !(length <= bits) || address.includes("%"))
		throw new RangeError("is not an IP address or a network in CIDR notation, such as 203.0.113.0/24");
	const size = 1n << BigInt(bits - length);
	const number = addressNumber(version === 4 ? `::ffff:${address}` : address);
	const first = number - (number % size);
	return { first, last: first + size - 1n };
}

function addressNumber(address: string): bigint {
	// The URL parser normalizes an IPv6 address, and abbreviates only its longest run of zeros.
	const [head = "", tail = ""] = new URL(`http://[${address}]/`).hostname
		.slice(1, -1)
		.split("::")
		.map(digitsOf);
	return BigInt(`0x${head.padEnd(32 - tail.length, "0")}${tail}`);
}

function digitsOf(groups: string): string {
	return groups
		.split(":")
		.map((group) => group.padStart(4, "0"))
		.join("");
}

/** SQL for the groups of an IPv6 address, as numbers. */
const groupsOf = (part: string) =>
	`list_transform(list_filter(string_split(${part}, ':'), lambda g: g <> ''), lambda g: ('0x' || g)::UBIGINT)`;

/**
 * SQL for a relation of addresses with their numbers and networks: the /24 of an IPv4 address and the /64 of an IPv6 address.
 * Both are NULL if a text is not an address.
 *
 * @param ips A relation with each text once, in the column `ip`.
 */
export function addressesOf(ips: string): string {
	return `
SELECT ip,
	CASE WHEN v4 IS NOT NULL THEN ${0xffff_0000_0000n}::UHUGEINT
		+ (v4[1]::UBIGINT * 16777216 + v4[2]::UBIGINT * 65536 + v4[3]::UBIGINT * 256 + v4[4])::UHUGEINT
		ELSE list_reduce(list_transform(v6, lambda g: g::UHUGEINT), lambda a, g: a * 65536 + g) END AS ip_number,
	CASE WHEN v4 IS NOT NULL THEN substr(ip, 1, length(ip) - strpos(reverse(ip), '.') + 1) || '0/24'
		WHEN v6 IS NOT NULL THEN array_to_string(list_transform(v6[1:4], lambda g: format('{:x}', g)), ':') || '::/64' END AS network
FROM (SELECT ip, v4, CASE WHEN len(v6) = 8 THEN v6 END AS v6
FROM (SELECT ip, v4, CASE WHEN contains(long, '::')
	THEN head || list_transform(range(8 - len(head) - len(tail)), lambda z: 0::UBIGINT) || tail ELSE head END AS v6
FROM (SELECT ip, v4, long, ${groupsOf("split_part(long, '::', 1)")} AS head, ${groupsOf("split_part(long, '::', 2)")} AS tail
FROM (SELECT ip,
	CASE WHEN regexp_full_match(ip, '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}')
		THEN try_cast(string_split(ip, '.') AS UTINYINT[]) END AS v4,
	CASE WHEN regexp_full_match(ip, '[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,8}') AND NOT regexp_matches(ip, '::.*::|:::')
		THEN ip END AS long
FROM ${ips}))))`;
}
