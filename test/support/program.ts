/** A piece of JavaScript in a program, where a value would stand. */
export class Code {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

export function code(text: string): Code {
	return new Code(text);
}

/** A secret value. */
export function secret(value: string): Code {
	return code(`pulumi.secret(${JSON.stringify(value)})`);
}

/** The pool that programs decide on the events of, unless they name another. */
export const poolId = "eu-central-1_Test";

/** A line that declares one decision: `Valid` on an event of `alice`, unless it says otherwise. */
export function single(name: string, args: Readonly<Record<string, unknown>>): string {
	const decision = { userPoolId: poolId, username: "alice", feedbackValue: "Valid", ...args };
	return `new feedback.AuthEventFeedback(${JSON.stringify(name)}, ${sourceOf(decision)});`;
}

/** A line that declares a set of decisions by event ID, each `Valid` and of `alice` unless it says otherwise. */
export function set(
	name: string,
	decisions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
	args: Readonly<Record<string, unknown>> = {},
	options?: Readonly<Record<string, unknown>>,
): string {
	const whole = Object.entries(decisions).map(([id, decision]) => [
		id,
		{ username: "alice", feedbackValue: "Valid", ...decision },
	]);
	return setOf(name, { userPoolId: poolId, decisions: Object.fromEntries(whole), ...args }, options);
}

/** A line that declares a set with these arguments and no others. */
export function setOf(
	name: string,
	args: Readonly<Record<string, unknown>>,
	options?: Readonly<Record<string, unknown>>,
): string {
	const given = options ? [args, options] : [args];
	return `new feedback.AuthEventFeedbackSet(${[JSON.stringify(name), ...given.map(sourceOf)].join(", ")});`;
}

function sourceOf(value: unknown): string {
	if (value instanceof Code) return value.text;
	if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
	const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${sourceOf(field)}`);
	return `{ ${fields.join(", ")} }`;
}
