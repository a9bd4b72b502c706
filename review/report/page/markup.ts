import { printable } from "pulumi-cognito-feedback/internal/cognito";

/** A piece of HTML or SVG: only {@link markup} makes it of texts, so that none of them is taken for markup. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Value = Markup | string | number | readonly Markup[];

const escapes: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

/** A template whose values are escaped, unless they are markup themselves. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
	return new Markup(String.raw({ raw: strings }, ...values.map(textOf)));
}

function textOf(value: Value): string {
	if (value instanceof Markup) return value.text;
	if (typeof value === "object") return value.map(({ text }) => text).join("");
	return printable(`${value}`).replace(/[&<>"']/g, (character) => escapes[character] ?? "");
}
