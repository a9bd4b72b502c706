import { challengeSeparator, eventColumns } from "./schema.ts";

/** The characters that `printable` of the provider replaces, in RE2's syntax, which has no lookahead. */
const steering =
	"[\\x00-\\x1E\\x7F-\\x{9F}\\x{061C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]|<\\{%";

/** The challenges may have the character that joins them. */
const texts = Object.entries(eventColumns).flatMap(([name, type]) =>
	type === "VARCHAR" && name !== "source" && name !== "challenge_list" ? [name] : [],
);

/** Whether a row has any such character, in SQL. */
export const steersTerminal = `regexp_matches(concat(${texts.join(", ")}, replace(challenge_list, '${challengeSeparator}', '')), '${steering}|\\x1F')`;

const printable = (column: string, characters: string) =>
	`regexp_replace(replace(${column}, '<{%', '\uFFFD{%'), '${characters}', '\uFFFD', 'g')`;

/**
 * Replaces control characters in the table `line`: much of a line comes from the device that signed in, and nothing of it
 * may steer a terminal, wherever it is printed.
 */
export const cleanLines = `UPDATE line SET
${texts.map((name) => `${name} = ${printable(name, `${steering}|\\x1F`)}`).join(", ")},
challenge_list = ${printable("challenge_list", steering)}
WHERE steers`;
