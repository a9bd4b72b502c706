import { isRecord, wrongValue } from "../values.ts";

/** What happens to exported log lines on their way: each a probability from 0 to 1, and 0 by default. */
export interface EmulatorLogFaults {
	/** A line is written twice. */
	readonly doubled?: number;
	/** A line is never written. */
	readonly lost?: number;
	/** A line comes in a second file, with the response to the first request or when the emulator stops. */
	readonly late?: number;
	/** An event of several challenges has a line for each of them, `InProgress` up to the last. */
	readonly multiStep?: number;
}

const names = ["doubled", "lost", "late", "multiStep"] as const satisfies (keyof EmulatorLogFaults)[];

/** @throws EmulatorError `InvalidParameterException` that names what is wrong */
export function checkLogFaults(faults: unknown): asserts faults is EmulatorLogFaults {
	if (!isRecord(faults)) throw wrongValue("logFaults", faults, "an object");
	for (const [name, value] of Object.entries(faults)) {
		if (!names.some((known) => known === name))
			throw wrongValue(`logFaults.${name}`, value, `only ${names.join(", ")}`);
		if (typeof value !== "number" || !(value >= 0 && value <= 1))
			throw wrongValue(`logFaults.${name}`, value, "a number from 0 to 1");
	}
}

/**
 * Parses log faults as people write them on a command line: `doubled=0.1,lost=0.05`.
 *
 * @throws EmulatorError `InvalidParameterException` that names what is wrong
 */
export function parseLogFaults(text: string): EmulatorLogFaults {
	const faults: unknown = Object.fromEntries(
		text.split(",").map((part) => {
			const [name = "", value = ""] = part.split("=");
			return [name.trim(), value.trim() === "" ? value : Number(value)];
		}),
	);
	checkLogFaults(faults);
	return faults;
}
