import { literal } from "./sql.ts";

/**
 * SQL for the texts inside a text that is not an event itself: the messages of a CloudWatch Logs batch, a message that is JSON
 * in a string, or the elements of an array. An event without the surrounding fields gets them.
 *
 * @param line An SQL expression of the text.
 */
export function unwrapped(line: string): string {
	const body = `body_of(${line})`;
	return `CASE
	WHEN starts_with(ltrim(${line}), '[') AND json_valid(${line}) THEN CAST(json_extract(${line}, '$[*]') AS VARCHAR[])
	WHEN NOT json_valid(${body}) THEN NULL
	WHEN json_type(${body}, '$.logEvents') = 'ARRAY' THEN json_extract_string(${body}, '$.logEvents[*].message')
	WHEN json_type(${body}, '$.message') = 'VARCHAR' THEN [json_extract_string(${body}, '$.message')]
	WHEN json_type(${body}, '$.eventId') = 'VARCHAR' THEN [${literal('{"message":')} || ${body} || '}']
END`;
}

/**
 * Extracts the JSON objects from a text that is not valid JSON as a whole, such as several objects without line breaks between
 * them, or an object with a lone surrogate, which JavaScript accepts and DuckDB does not.
 */
export function objectsIn(text: string): string[] {
	const objects: string[] = [];
	let start = -1;
	let depth = 0;
	let isInString = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (isInString) {
			if (character === "\\") at++;
			else if (character === '"') isInString = false;
		} else if (character === '"') isInString = depth > 0;
		else if (character === "{" && depth++ === 0) start = at;
		else if (character === "}" && depth > 0 && --depth === 0) objects.push(text.slice(start, at + 1));
	}
	return objects.flatMap((object) => parsed(object) ?? []);
}

function parsed(text: string): string | undefined {
	try {
		return JSON.stringify(
			JSON.parse(text, (_, value) => (typeof value === "string" ? value.toWellFormed() : value)),
		);
	} catch {
		return undefined;
	}
}
