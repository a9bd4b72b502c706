/** A piece of a line that looks the same throughout. */
export interface Run {
	/** Where it begins, from 0. */
	readonly column: number;
	readonly text: string;
	/** The number of one of the 16 colors that every terminal has; none is the terminal's own. */
	readonly color?: number;
	readonly bold: boolean;
}

/** Colors and bold, as a terminal gets them: `ESC[…m`. */
const code = /\p{Cc}\[([\d;]*)m/u;

/**
 * Takes the output of a program that prints in color apart into lines, and those into pieces of one look.
 *
 * @throws where it holds a sequence that is not known here: a picture without it would not be true.
 */
export function styledLines(output: string): Run[][] {
	let look: Pick<Run, "color" | "bold"> = { bold: false };
	return output
		.trimEnd()
		.split("\n")
		.map((line) => {
			const runs: Run[] = [];
			let column = 0;
			// Split at an expression with a group, texts and codes take turns.
			for (const [index, part] of line.split(code).entries()) {
				if (index % 2 === 1) look = lookAfter(part, look);
				else {
					if (/\p{Cc}/u.test(part))
						throw new Error(`The picture of a terminal cannot show ${JSON.stringify(part)}.`);
					if (part.trim() !== "") runs.push({ column, text: part, ...look });
					column += [...part].length;
				}
			}
			return runs;
		});
}

function lookAfter(sequence: string, look: Pick<Run, "color" | "bold">): Pick<Run, "color" | "bold"> {
	if (sequence === "0" || sequence === "") return { bold: false };
	if (sequence === "1") return { ...look, bold: true };
	const color = Number(/^38;5;(\d+)$/.exec(sequence)?.[1] ?? Number.NaN);
	if (color < 16) return { ...look, color };
	throw new Error(`The picture of a terminal cannot show ESC[${sequence}m.`);
}
