import { rank } from "./rank.ts";
import { challengeSeparator, eventColumns } from "./schema.ts";

/** The characters that the provider's `printable` replaces, in the syntax of RE2, which has no lookahead. */
const steering =
	"[\\x00-\\x1E\\x7F-\\x{9F}\\x{061C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]|<\\{%";

/** The text columns from the line. The challenges are cleaned separately, because their separator is a control character. */
const texts = Object.entries(eventColumns).flatMap(([name, type]) =>
	type === "VARCHAR" && name !== "source" && name !== "challenge_list" ? [name] : [],
);

/** SQL that joins all texts of a row. */
export const textOfLine = `concat(${texts.join(", ")}, replace(challenge_list, '${challengeSeparator}', ''))`;

/**
 * SQL for whether the `text` of a row contains any such character. JSON adds only two quotes to most texts, and comparing
 * lengths is faster than the regular expression.
 */
export const steersTerminal = `CASE WHEN strlen(to_json(text)) = length(text) + 2 AND NOT contains(text, '<') AND NOT contains(text, chr(127)) THEN FALSE
	ELSE regexp_matches(text, '${steering}|\\x1F') END`;

const printable = (column: string, characters: string) =>
	`regexp_replace(replace(${column}, '<{%', '\uFFFD{%'), '${characters}', '\uFFFD', 'g')`;

/**
 * SQL that replaces control characters in the table `line`. The device that signs in provides much of a line, which must not
 * control the terminal in which it is printed.
 */
export const cleanLines = `UPDATE line SET
${texts.map((name) => `${name} = ${printable(name, `${steering}|\\x1F`)}`).join(", ")},
challenge_list = ${printable("challenge_list", steering)}
WHERE steers;
UPDATE line SET rank = ${rank} WHERE steers`;
