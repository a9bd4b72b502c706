import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { table } from "../terminal/table.ts";
import { type Block, notesOf, type ReportDocument } from "./document.ts";
import { type Definition, definitions } from "./words/definitions.ts";

/** The number of lines shown of a long table: its last ones. */
const shownOfLong = 7;

/** Formats a report as text for a terminal, with footnotes. */
export function reportText(document: ReportDocument): string {
	const notes = notesOf(document);
	const sections = document.sections.map(
		({ title, blocks }, index) =>
			`${index + 1}. ${title}\n\n${blocks.map((block) => blockText(block, notes)).join("\n")}`,
	);
	const footnotes = notes.map((title, index) => `[${index + 1}] ${title}: ${definitions[title]}`);
	return [
		`${printable(document.title)}\n${document.facts.map(printable).join("\n")}\n`,
		...sections,
		`${footnotes.join("\n")}\n\ndocs/report.md has the formulas and sources.\n`,
	].join("\n");
}

function blockText(block: Block, notes: readonly Definition[]): string {
	const references = (block.notes ?? []).map((note) => `[${notes.indexOf(note) + 1}]`).join("");
	const reference = references && ` ${references}`;
	if (block.kind === "paragraph") return `${printable(block.text)}${reference}\n`;
	const { caption, head, rows, isLong } = block;
	const shown = isLong ? rows.slice(-shownOfLong) : rows;
	const left = rows.length - shown.length;
	const more = left === 0 ? "" : `${left} earlier days: see --json or --html.\n`;
	return `${printable(caption)}${reference}\n${table(head, shown)}${more}`;
}
