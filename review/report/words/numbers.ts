import type { Gap } from "../coverage.ts";
import type { Period } from "../facts.ts";
import type { Range } from "../statistics.ts";

export const count = (value: number): string => value.toLocaleString("en-US");
export const counted = (value: number, noun: string): string =>
	`${count(value)} ${noun}${value === 1 ? "" : "s"}`;
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
export const percents = ({ from, to }: Range): string => `${(from * 100).toFixed(1)}–${percent(to)}`;

/** A share of a number; empty if there are no figures. */
export const shareOf = (part: number, whole: number): string => (whole === 0 ? "–" : percent(part / whole));

/** A difference of shares, in percentage points. */
export const points = (difference: number): string => `${signed(difference)} points`;
export const pointRange = ({ from, to }: Range): string => `${signed(from)} to ${points(to)}`;

const signed = (difference: number) =>
	`${difference >= 0 ? "+" : "−"}${(difference * 100).toFixed(1).replace("-", "")}`;

export const range = ({ from, to }: Range): string =>
	from === to ? count(from) : `${count(from)}–${count(to)}`;

export const day = (time: string): string => time.slice(0, 10);

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
