/** HTML that needs no escaping. */
export class Html {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

const escapes: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

const escaped = new Map(Object.entries(escapes).map(([character, entity]) => [entity, character]));

/** Reverses the escaping of a text for HTML. */
export function unescaped(text: string): string {
	return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => escaped.get(entity) ?? entity);
}

/** Makes HTML of a template. Every string in it is escaped: users choose the name of their device. */
export function html(
	parts: TemplateStringsArray,
	...values: readonly (Html | string | readonly Html[] | undefined)[]
): Html {
	const texts = values.map((value = "") => {
		if (typeof value === "string") return value.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
		return value instanceof Html ? value.text : value.map(({ text }) => text).join("");
	});
	return new Html(String.raw({ raw: parts }, ...texts));
}
