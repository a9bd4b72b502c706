import { EmulatorError } from "./error.ts";

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The error for an invalid option: what is expected at a place. */
export function wrongValue(path: string, value: unknown, expected: string): EmulatorError {
	const found = Number.isNaN(value) ? "no number" : (JSON.stringify(value) ?? String(value));
	return new EmulatorError("InvalidParameterException", `${path}: expected ${expected}; found ${found}.`);
}
