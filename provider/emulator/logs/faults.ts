import { isRecord, wrongValue } from "../values.ts";

/** Faults in the delivery of exported log lines: each a probability from 0 to 1, and 0 by default. */
export interface EmulatorLogFaults {
	/** A line is written twice. */
	readonly doubled?: number;
	/** A line is not written. */
	readonly lost?: number;
	/** A line is written to a second file, when the first response is sent or the emulator stops. */
	readonly late?: number;
	/** An event with several challenges has a line for each; all but the last are `InProgress`. */
	readonly multiStep?: number;
}

const names = ["doubled", "lost", "late", "multiStep"] as const satisfies (keyof EmulatorLogFaults)[];

/** @throws EmulatorError `InvalidParameterException` that names the mistake */
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
 * Parses log faults from a command line: `doubled=0.1,lost=0.05`.
 *
 * @throws EmulatorError `InvalidParameterException` that names the mistake
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
