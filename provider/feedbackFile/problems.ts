import type { YAMLError } from "yaml";

/** Spaces other than the ASCII space, which YAML does not accept as separators. */
const otherSpace = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000\uFEFF]/u;

/** Words a syntax error of YAML, with a fix for common mistakes. */
export function yamlProblem({ code, pos, message }: YAMLError, text: string): string {
	switch (code) {
		case "BAD_DQ_ESCAPE":
			return "`\\` begins an escape in double quotes; use single quotes, or write `\\\\`";
		case "MULTIPLE_DOCS":
			return "the file holds multiple documents; keep one, and delete the line `---` between them";
		case "TAB_AS_INDENT":
			return "a tab indents the line; YAML takes only spaces there";
		default: {
			const line = lineAt(text, pos[0]);
			const reason = spaceProblem(line);
			return reason === undefined ? `invalid YAML: ${firstLine(message)}` : `invalid YAML: ${reason}`;
		}
	}
}

/** The mistake of a missing space after a colon. The message omits the text, which may be a username. */
export function spaceProblem(text: string): string | undefined {
	if (otherSpace.test(text))
		return "a no-break space or another unusual space stands here; replace it with an ordinary space";
	const [, name] = /^([A-Za-z]+):\S/.exec(text) ?? [];
	return name === undefined ? undefined : `\`${name}:\` needs a space after the colon`;
}

function lineAt(text: string, at: number): string {
	const end = text.indexOf("\n", at);
	return text.slice(text.lastIndexOf("\n", at - 1) + 1, end === -1 ? undefined : end).trim();
}

function firstLine(text: string): string {
	return text.split("\n", 1)[0]?.replace(/:$/, "") ?? "";
}
