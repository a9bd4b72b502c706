import { BlockList, isIP } from "node:net";

/** Whether a text is an address or a range of addresses, as CIDR. */
export function isRange(text: string): boolean {
	const [address = "", length, ...rest] = text.split("/");
	const version = isIP(address);
	if (version === 0 || rest.length > 0) return false;
	return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}

/** A test for addresses that are in one of the ranges. */
export function inRanges(ranges: readonly string[]): (address: string) => boolean {
	const list = new BlockList();
	for (const range of ranges.filter(isRange)) {
		const [address = "", length] = range.split("/");
		const family = isIP(address) === 4 ? "ipv4" : "ipv6";
		list.addSubnet(address, Number(length ?? (family === "ipv4" ? 32 : 128)), family);
	}
	return (address) => {
		const version = isIP(address);
		return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
	};
}
