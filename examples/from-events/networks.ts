import { BlockList, isIP } from "node:net";

/** Returns a test for addresses in these networks in CIDR notation: `192.0.2.0/24`, `2001:db8::/32`. */
export function networks(cidrs: readonly string[]): (address: string | undefined) => boolean {
	const list = new BlockList();
	for (const cidr of cidrs) {
		const [network = "", prefix] = cidr.split("/");
		list.addSubnet(network, Number(prefix), family(network));
	}
	return (address) => address !== undefined && isIP(address) !== 0 && list.check(address, family(address));
}

function family(address: string): "ipv4" | "ipv6" {
	return isIP(address) === 6 ? "ipv6" : "ipv4";
}
