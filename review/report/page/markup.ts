import { printable } from "pulumi-cognito-feedback/internal/cognito";

/** A piece of HTML or SVG. Only {@link markup} creates it from texts, so that no text is mistaken for markup. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Value = Markup | string | number | readonly Markup[];

/** A template that escapes its values, unless they are markup. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
	return new Markup(String.raw({ raw: strings }, ...values.map(textOf)));
}

function textOf(value: Value): string {
	if (value instanceof Markup) return value.text;
	if (typeof value === "object") return value.map(({ text }) => text).join("");
	return printable(`${value}`).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
