import { rank } from "./rank.ts";
import { challengeSeparator, eventColumns } from "./schema.ts";

/** The characters that `printable` of the provider replaces, in RE2's syntax, which has no lookahead. */
const steering =
	"[\\x00-\\x1E\\x7F-\\x{9F}\\x{061C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]|<\\{%";

/** The challenges may have the character that joins them. */
const texts = Object.entries(eventColumns).flatMap(([name, type]) =>
	type === "VARCHAR" && name !== "source" && name !== "challenge_list" ? [name] : [],
);

/** All texts of a row as one, in SQL. */
export const textOfLine = `concat(${texts.join(", ")}, replace(challenge_list, '${challengeSeparator}', ''))`;

/**
 * Whether the `text` of a row has any such character, in SQL. Most texts are plain: as JSON they are only two quotes
 * longer than they have characters, which takes less time to find than the expression.
 */
export const steersTerminal = `CASE WHEN strlen(to_json(text)) = length(text) + 2 AND NOT contains(text, '<') AND NOT contains(text, chr(127)) THEN FALSE
	ELSE regexp_matches(text, '${steering}|\\x1F') END`;

const printable = (column: string, characters: string) =>
	`regexp_replace(replace(${column}, '<{%', '\uFFFD{%'), '${characters}', '\uFFFD', 'g')`;

/**
 * Replaces control characters in the table `line`: much of a line comes from the device that signed in, and nothing of it
 * may steer a terminal, wherever it is printed.
 */
export const cleanLines = `UPDATE line SET
${texts.map((name) => `${name} = ${printable(name, `${steering}|\\x1F`)}`).join(", ")},
challenge_list = ${printable("challenge_list", steering)}
WHERE steers;
UPDATE line SET rank = ${rank} WHERE steers`;
