import { oneOf, trait, uuidFor } from "./random.ts";

/** The origin of an event. */
export interface Place {
	readonly ipAddress: string;
	readonly city: string;
	readonly country: string;
}

/** A device as Cognito names it, and the app client that it signs in to. */
export interface Device {
	readonly name: string;
	readonly clientId: string;
}

/** A user of a generated pool, computed from a number when needed, so that a pool may have any number of users. */
export interface Person {
	readonly username: string;
	readonly sub: string;
	/** Whether sign-ins ask for a second factor. */
	readonly hasMfa: boolean;
	/** The identity provider, for those who sign in with one. */
	readonly idpName: string;
}

export const clients = {
	web: "1webapp4c7kq2m9v8h3s5t6u1",
	ios: "2iosapp8d1n5r7w3x9y2z4a6b",
	android: "3android6f2g8h4j1k9l7m5n3",
	partner: "4partner9p3q7r1s5t2u8v6w4",
} as const;

type Town = readonly [country: string, towns: readonly [string, ...string[]]];

const homes: readonly [Town, ...Town[]] = [
	["Germany", ["Berlin", "Hamburg", "Munich", "Cologne"]],
	["United States", ["New York", "Chicago", "Austin", "Seattle"]],
	["Brazil", ["São Paulo", "Recife", "Curitiba", "Manaus"]],
	["Japan", ["Osaka", "Tokyo", "Sapporo", "Nagoya"]],
	["France", ["Paris", "Lyon", "Nantes", "Lille"]],
	["India", ["Mumbai", "Pune", "Chennai", "Kochi"]],
	["Portugal", ["Lisbon", "Porto", "Braga", "Faro"]],
	["Nigeria", ["Lagos", "Abuja", "Kano", "Ibadan"]],
];

const origins = [
	["Romania", "Bucharest"],
	["Viet Nam", "Hanoi"],
	["Russia", "null"],
	["Netherlands", "Amsterdam"],
	["Indonesia", "Jakarta"],
] as const;

const laptops = [
	"Chrome 141, Windows 11",
	"Firefox 143, Ubuntu",
	"Safari 26, macOS 26",
	"Edge 141, Windows 11",
] as const;
const phones = ["Mobile Safari 26, iOS 26", "Chrome Mobile 141, Android 16"] as const;
const tools = ["Other, Other", "Python Requests 2.32, Other", "Headless Chrome 120, Linux"] as const;

const given = [
	"ada",
	"bo",
	"chen",
	"dina",
	"emeka",
	"fumi",
	"gita",
	"hugo",
	"ines",
	"jonas",
	"kira",
	"luca",
] as const;
const family = [
	"meyer",
	"silva",
	"tanaka",
	"okafor",
	"dubois",
	"patel",
	"santos",
	"novak",
	"garcia",
	"khan",
] as const;
/** Valid characters in usernames that readers may handle wrongly. */
const odd = [
	"o'brien",
	'"quoted"',
	"=cmd|'/c'!A1",
	"zoë.müller",
	"<b>bold</b>",
	"+49",
	"@handle",
	"back\\slash",
] as const;

/** The numbers of traits, each of which is drawn independently. */
const of = {
	name: 1,
	sub: 2,
	mfa: 4,
	idp: 5,
	home: 6,
	city: 7,
	network: 8,
	office: 9,
	carrier: 10,
	laptop: 11,
	phone: 12,
};

/** The users of a pool, by number. */
export class People {
	readonly count: number;
	readonly #seed: number;
	readonly #offices: number;

	constructor(count: number, seed: number) {
		this.count = count;
		this.#seed = seed;
		this.#offices = Math.max(1, Math.floor(count / 1_000));
	}

	person(user: number): Person {
		return {
			username: this.#username(user),
			sub: uuidFor(this.#seed, user, of.sub),
			hasMfa: this.#trait(user, of.mfa) < 0.35,
			idpName: this.#trait(user, of.idp) < 0.08 ? "Google" : "",
		};
	}

	/** At home: the user's own address, in half of all cases an IPv6 address. */
	home(user: number, which = 0): Place {
		const draw = this.#whole(user, of.network + 100 * which);
		const host = draw & 0x1ffff;
		const ipAddress =
			draw & 0x80000
				? `2001:db8:${((draw >>> 20) + which).toString(16)}:${(user & 0xffff).toString(16)}::${(1 + (user >>> 16)).toString(16)}`
				: `198.${18 + (host >>> 16)}.${(host >>> 8) & 255}.${host & 255}`;
		return { ipAddress, ...this.#town(this.#country(user), user) };
	}

	/** In an office, whose address all colleagues share; at home for users without an office. */
	work(user: number): Place {
		const draw = this.#trait(user, of.office);
		if (draw > 0.4) return this.home(user, 1);
		const country = this.#country(user);
		const office = Math.floor((draw / 0.4) * this.#offices) * homes.length + country;
		const ipAddress = `172.${16 + ((office >>> 8) & 15)}.${office & 255}.${10 + (office % 3)}`;
		return { ipAddress, ...this.#town(country, office) };
	}

	/** On a mobile network: any of the addresses that the carrier's customers share. */
	mobile(user: number, draw: number): Place {
		const carrier = this.#country(user);
		const network = carrier * 4 + Math.floor(draw * 4);
		return {
			ipAddress: `100.64.${network}.${1 + (Math.floor(draw * 1_000_003) % 250)}`,
			...this.#town(carrier, user),
		};
	}

	/** Traveling, in another country. */
	abroad(user: number, week: number): Place {
		const [country, towns] = oneOf(homes, trait(this.#seed, user * 64 + week, of.city));
		const hotel = Math.floor(trait(this.#seed, user * 64 + week, of.network) * 64);
		return { ipAddress: `192.0.2.${hotel}`, city: towns[hotel % towns.length] ?? towns[0], country };
	}

	laptop(user: number): Device {
		const clientId = this.#trait(user, of.carrier) < 0.06 ? clients.partner : clients.web;
		return { name: oneOf(laptops, this.#trait(user, of.laptop)), clientId };
	}

	phone(user: number): Device {
		const name = oneOf(phones, this.#trait(user, of.phone));
		return { name, clientId: name.includes("iOS") ? clients.ios : clients.android };
	}

	/** A trait of a user that other modules may add, with a number from 1,000. */
	trait(user: number, which: number): number {
		return this.#trait(user, which);
	}

	#username(user: number): string {
		const draw = this.#trait(user, of.name);
		if (user % 499 === 7) return `${oneOf(odd, draw)}.${user}`;
		return `${oneOf(given, draw)}.${oneOf(family, (draw * 97) % 1)}.${user}`;
	}

	#town(home: number, subject: number): Omit<Place, "ipAddress"> {
		const [country, towns] = homes[home] ?? homes[0];
		return { country, city: oneOf(towns, this.#trait(subject, of.city)) };
	}

	#country(user: number): number {
		return this.#whole(user, of.home) % homes.length;
	}

	#trait(user: number, which: number): number {
		return trait(this.#seed, user, which);
	}

	#whole(user: number, which: number): number {
		return Math.floor(this.#trait(user, which) * 2 ** 32);
	}
}

/** The origin and device of attackers: those of one attack share a few networks. */
export function attackFrom(attack: number, draw: number): Place & { readonly device: string } {
	const network = Math.floor(draw * (1 + (attack % 12)));
	const [country, city] = origins[(attack + network) % origins.length] ?? origins[0];
	const host = 1 + (Math.floor(draw * 1_000_003) % 250);
	const ipAddress =
		attack % 3 === 0
			? `2001:db8:bad:${(attack * 16 + network).toString(16)}::${host.toString(16)}`
			: `203.0.${(attack * 16 + network) % 256}.${host}`;
	return { ipAddress, city, country, device: tools[attack % tools.length] ?? tools[0] };
}
