import { EmulatorError } from "./error.ts";

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws EmulatorError `InvalidParameterException` for an invalid option: what is expected at a place */
export function expectValue(
	isRight: boolean,
	path: string,
	value: unknown,
	expected: string,
): asserts isRight {
	if (isRight) return;
	const found = Number.isNaN(value) ? "no number" : (JSON.stringify(value) ?? String(value));
	throw new EmulatorError("InvalidParameterException", `${path}: expected ${expected}; found ${found}.`);
}
