import type { Literal } from "./exampleCall.ts";
import type { NamedSpec, Properties, TypeSpec } from "./spec.ts";

/** The types of what an example gives. */
export interface ExampleTypes {
	readonly inputs: Properties;
	readonly named: Readonly<Record<string, NamedSpec>>;
}

/** How a language writes the values of an example. */
export interface Language {
	readonly unit: string;
	text(value: string): string;
	yes(): string;
	/** A value of an enumeration. */
	choice(type: string, value: string): string;
	/** A field of an object. */
	field(name: string, value: string): string;
	/** What comes before the braces of an object of a type, and of a map of such objects. */
	object(type: string): string;
	map(type: string): string;
}

/** Writes the values of an example in a language. */
export class ExampleValues {
	readonly #language: Language;
	readonly #types: ExampleTypes;

	constructor(language: Language, types: ExampleTypes) {
		this.#language = language;
		this.#types = types;
	}

	/** The arguments of the example's call, each with its comma in a line of its own. */
	arguments(args: Literal, indent: string, write: Language["field"] = this.#language.field): string {
		return this.#fields(args, this.#types.inputs, indent, write);
	}

	#fields(value: Literal, properties: Properties, indent: string, write: Language["field"]): string {
		const lines = Object.entries(value).map(([name, each]) => {
			const type = properties[name];
			if (!type) throw new Error(`an example gives ${name}, which the schema does not know`);
			return `${indent}${write(name, this.#value(each, type, indent))},\n`;
		});
		return lines.join("");
	}

	#value(value: Literal, type: TypeSpec, indent: string): string {
		const { unit, text, yes, choice, field, object, map } = this.#language;
		const deeper = indent + unit;
		if (type.additionalProperties) {
			const { additionalProperties: each } = type;
			const entries = Object.entries(value).map(
				([key, one]) => `${deeper}${JSON.stringify(key)}: ${this.#value(one, each, deeper)},\n`,
			);
			return `${map(nameOf(each))}{\n${entries.join("")}${indent}}`;
		}
		const named = type.$ref && this.#types.named[type.$ref.replace("#/types/", "")];
		if (named && "enum" in named) return choice(nameOf(type), String(value));
		if (named) {
			const fields = this.#fields(value, named.properties, deeper, field);
			return `${object(nameOf(type))}{\n${fields}${indent}}`;
		}
		return value === true ? yes() : text(String(value));
	}
}

function nameOf({ $ref = "" }: TypeSpec): string {
	return $ref.split(":").at(-1) ?? "";
}
