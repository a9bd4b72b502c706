import { seededRandom } from "#provider/emulator/faults/random";

/** Random numbers that are the same for the same seed. */
export interface Draws {
	/** From 0 to below 1. */
	next(): number;
	/** A whole number from 0 to below `count`. */
	below(count: number): number;
	chance(probability: number): boolean;
	/** An identifier in the form of a UUID; different numbers give different identifiers. */
	uuid(number: number): string;
}

export function drawsOf(seed: number): Draws {
	const next = seededRandom(seed);
	return {
		next,
		below: (count) => Math.floor(next() * count),
		chance: (probability) => next() < probability,
		uuid: (number) => uuidOf((next() * 2 ** 32) >>> 0, (next() * 2 ** 32) >>> 0, number),
	};
}

/** A number from 0 to below 1 derived from these values: a trait of a user, computed whenever it is needed. */
export function trait(seed: number, subject: number, which: number): number {
	return mix(seed, subject, which) / 2 ** 32;
}

/** The UUID derived from a subject. */
export function uuidFor(seed: number, subject: number, which: number): string {
	return uuidOf(mix(seed, subject, which), mix(seed, subject, which + 1), subject);
}

export function oneOf<T>(choices: readonly [T, ...T[]], draw: number): T {
	return choices[Math.floor(draw * choices.length)] ?? choices[0];
}

/** The finalizer of MurmurHash3 over three numbers. */
function mix(one: number, two: number, three: number): number {
	let hash = Math.imul(one ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(two + 0x7f4a7c15, 0xc2b2ae35);
	hash = Math.imul(hash ^ (hash >>> 16) ^ Math.imul(three + 1, 0x27d4eb2f), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}

function uuidOf(one: number, two: number, number: number): string {
	return `${hex(one >>> 16)}${hex(one & 0xffff)}-${hex(two >>> 16)}-4${hex(two & 0xffff).slice(1)}-9e10-${number.toString(16).padStart(12, "0")}`;
}

/** 16-bit numbers as text. A table, because formatting identifiers would take longer than the rest of an event. */
const hexadecimal = Array.from({ length: 2 ** 16 }, (_, value) => value.toString(16).padStart(4, "0"));

function hex(value: number): string {
	return hexadecimal[value] ?? "";
}
