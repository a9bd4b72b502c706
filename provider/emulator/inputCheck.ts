import type { StringRule } from "../cognito/rules.ts";
import { violations } from "../cognito/rules.ts";
import { EmulatorError } from "./error.ts";

/** The input of a request: the JSON object of its body. */
export type Input = Readonly<Record<string, unknown>>;

/** Longer values are shortened in error messages. */
const longestQuote = 200;

/**
 * Reads the members of an input and collects all their mistakes, so that one response names them all, as with AWS. What a
 * reading method returns can be used only after {@link finish}, which throws if anything was wrong.
 *
 * A `null` member counts as absent, and unknown members are ignored, as with AWS.
 */
export class InputCheck {
	readonly #failures: string[] = [];
	readonly #input: Input;

	constructor(input: Input) {
		this.#input = input;
	}

	requiredString(name: string, rule: StringRule): string {
		return this.optionalString(name, rule) ?? this.#missing(name);
	}

	optionalString(name: string, rule: StringRule): string | undefined {
		const value = this.#member(name, "String");
		if (value !== undefined) {
			const quoted = rule.sensitive ? "" : quote(value);
			const broken = violations(rule, value);
			if (broken.length) {
				const tooShort = value.length < rule.min;
				this.#fail(
					name,
					quoted,
					tooShort
						? `have length greater than or equal to ${rule.min}`
						: `have length less than or equal to ${rule.max}`,
				);
			}
			if (broken.pattern) {
				const pattern = rule.pattern.source.replace(/^\^|\$$/g, "");
				this.#fail(name, quoted, `satisfy regular expression pattern: ${pattern}`);
			}
		}
		return value;
	}

	requiredEnum<Value extends string>(name: string, values: readonly Value[]): Value | "" {
		const value = this.#member(name, "String");
		const known = values.find((one) => one === value);
		if (value === undefined) {
			return this.#missing(name);
		}
		if (known === undefined) {
			this.#fail(name, quote(value), `satisfy enum value set: [${values.join(", ")}]`);
		}
		return known ?? "";
	}

	optionalInteger(name: string, min: number, max: number): number | undefined {
		const value = this.#member(name, "Integer");
		if (value !== undefined && value < min) {
			this.#fail(name, quote(value), `have value greater than or equal to ${min}`);
		} else if (value !== undefined && value > max) {
			this.#fail(name, quote(value), `have value less than or equal to ${max}`);
		} else if (value !== undefined && !Number.isInteger(value)) {
			this.#fail(name, quote(value), "be an integer");
		}
		return value;
	}

	optionalStrings(name: string): readonly string[] | undefined {
		const value = this.#value(name);
		if (value !== undefined && !(Array.isArray(value) && value.every((each) => typeof each === "string"))) {
			throw new EmulatorError(
				"SerializationException",
				`${kind(value)} can not be converted to a list of strings`,
			);
		}
		return value;
	}

	/** Rejects a member that the emulator does not support: ignoring it would return something other than was requested. */
	refuse(name: string): void {
		if (this.#value(name) !== undefined) {
			throw new EmulatorError(
				"InvalidParameterException",
				`This emulator does not support the parameter ${name}.`,
			);
		}
	}

	/** @throws EmulatorError `InvalidParameterException` with all mistakes */
	finish(): void {
		const count = this.#failures.length;
		if (count > 0) {
			const errors = count === 1 ? "1 validation error" : `${count} validation errors`;
			throw new EmulatorError(
				"InvalidParameterException",
				`${errors} detected: ${this.#failures.join("; ")}`,
			);
		}
	}

	#value(name: string): unknown {
		return Object.hasOwn(this.#input, name) ? (this.#input[name] ?? undefined) : undefined;
	}

	#member(name: string, type: "String"): string | undefined;
	#member(name: string, type: "Integer"): number | undefined;
	#member(name: string, type: "String" | "Integer"): string | number | undefined {
		const value = this.#value(name);
		if (type === "String" && (value === undefined || typeof value === "string")) {
			return value;
		}
		if (type === "Integer" && (value === undefined || typeof value === "number")) {
			return value;
		}
		// AWS rejects this before it checks any rule, because the body cannot be deserialized into the operation's input.
		throw new EmulatorError(
			"SerializationException",
			`${kind(value)} can not be converted to ${type === "String" ? "a" : "an"} ${type}`,
		);
	}

	#missing(name: string): "" {
		this.#fail(name, "null ", "not be null");
		return "";
	}

	#fail(name: string, quoted: string, must: string): void {
		const at = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
		this.#failures.push(`Value ${quoted}at '${at}' failed to satisfy constraint: Member must ${must}`);
	}
}

function quote(value: string | number): string {
	const text = String(value);
	return `'${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}' `;
}

/** The kind of a JSON value in AWS's terms. */
function kind(value: unknown): string {
	if (Array.isArray(value)) {
		return "START_ARRAY";
	}
	switch (typeof value) {
		case "string":
			return "STRING_VALUE";
		case "number":
			return "NUMBER_VALUE";
		case "boolean":
			return value ? "TRUE_VALUE" : "FALSE_VALUE";
		default:
			return "START_OBJECT";
	}
}
