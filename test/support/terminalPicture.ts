/** The 16 colors of a terminal, with enough contrast on its background. */
const palette = [
	"#484f58 #ff7b72 #3fb950 #d29922 #58a6ff #bc8cff #39c5cf #b1bac4",
	"#6e7681 #ffa198 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #ffffff",
].flatMap((half) => half.split(" "));
const fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const size = { width: 8.4, height: 19, font: 14, margin: 20, bar: 30 };

/**
 * Draws a command and its colored output as an SVG that looks like a terminal; the same output gives the same file.
 *
 * @throws if the output contains an unknown sequence, because the picture would not be accurate.
 */
export function terminalPicture(command: string, output: string): string {
	const lines = [`\u001b[1m$ ${command}\u001b[0m`, ...output.trimEnd().split("\n")];
	const columns = Math.max(...lines.map((line) => [...line.replace(new RegExp(code, "gu"), "")].length));
	const width = Math.ceil(columns * size.width) + 2 * size.margin;
	const height = size.bar + lines.length * size.height + size.margin;
	const dots = ["#ff5f57", "#febc2e", "#28c840"].map(
		(color, index) => `<circle cx="${size.margin + index * 18}" cy="18" r="5" fill="${color}"/>`,
	);
	let look = "";
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escaped(command)}</title>`,
		'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
		...dots,
		`<g font-family="${fonts}" font-size="${size.font}" fill="#e6edf3" xml:space="preserve">`,
		...lines.flatMap((line, index) => {
			let column = 0;
			// Splitting at an expression with a group returns text and codes alternately.
			return line.split(code).flatMap((part, at) => {
				if (at % 2 === 1) {
					look = lookAfter(part, look);
					return [];
				}
				const x = column;
				column += [...part].length;
				return part.trim() === "" ? [] : drawn(part, x, size.bar + (index + 1) * size.height, look);
			});
		}),
		"</g>",
		"</svg>",
		"",
	].join("\n");
}

/** Codes of color and bold text: `ESC[…m`. */
const code = /\p{Cc}\[([\d;]*)m/u;

/** The style of the text after a code. */
function lookAfter(sequence: string, look: string): string {
	if (sequence === "0" || sequence === "") return "";
	if (sequence === "1") return `${look} font-weight="bold"`;
	const color = palette[Number(/^38;5;(\d+)$/.exec(sequence)?.[1] ?? Number.NaN)];
	if (color) return ` fill="${color}"${look.replace(/ fill="[^"]*"/, "")}`;
	throw new Error(`The picture of a terminal cannot show ESC[${sequence}m.`);
}

/** With an explicit length, text has the same width in every font, so columns stay aligned. */
function drawn(text: string, column: number, y: number, look: string): string {
	if (/\p{Cc}/u.test(text)) throw new Error(`The picture of a terminal cannot show ${JSON.stringify(text)}.`);
	const shown = text.trim();
	const rounded = (columns: number, more = 0) => String(Math.round((columns * size.width + more) * 10) / 10);
	const x = rounded(column + [...text.slice(0, text.indexOf(shown))].length, size.margin);
	return `<text x="${x}" y="${y}" textLength="${rounded([...shown].length)}"${look}>${escaped(shown)}</text>`;
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
