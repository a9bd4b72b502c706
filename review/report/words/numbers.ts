import type { Gap } from "../coverage.ts";
import type { Period } from "../facts.ts";
import type { Range } from "../statistics.ts";

export function count(value: number): string {
	return value.toLocaleString("en-US");
}

export function counted(value: number, noun: string): string {
	return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

export function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

/** A share of a number; empty if there are no figures. */
export function shareOf(part: number, whole: number): string {
	return whole === 0 ? "–" : percent(part / whole);
}

export function percents({ from, to }: Range): string {
	return `${(from * 100).toFixed(1)}–${(to * 100).toFixed(1)} %`;
}

/** A difference of shares, in percentage points. */
export function points(difference: number): string {
	const text = (difference * 100).toFixed(1);
	return `${difference >= 0 ? "+" : "−"}${text.replace("-", "")} points`;
}

export function pointRange({ from, to }: Range): string {
	return `${points(from).replace(" points", "")} to ${points(to)}`;
}

export function range({ from, to }: Range): string {
	return from === to ? count(from) : `${count(from)}–${count(to)}`;
}

export function day(time: string): string {
	return time.slice(0, 10);
}

export function periodText({ since, until }: Period): string {
	const ends = [
		...(since === undefined ? [] : [`from ${day(since)}`]),
		...(until === undefined ? [] : [`until ${day(until)}`]),
	];
	return ends.length === 0 ? "all that was read" : ends.join(" ");
}

/** Words the reason why a figure is missing. */
export function gapText(gap: Gap): string {
	switch (gap.kind) {
		case "nothingRead":
			return "no source has been read completely";
		case "narrowerFilter":
			return "the store holds only events of a narrower filter; read the source without that filter";
		case "missingTime":
			return `the store lacks events from ${gap.time?.slice(0, 16).replace("T", " ")} UTC on; read them, or choose another period`;
	}
}
