import { type Run, styledLines } from "./styledLines.ts";

/** The 16 colors of a terminal, with enough contrast on its background. */
const palette = [
	"#484f58 #ff7b72 #3fb950 #d29922 #58a6ff #bc8cff #39c5cf #b1bac4",
	"#6e7681 #ffa198 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #ffffff",
].flatMap((half) => half.split(" "));

const background = "#0d1117";
const foreground = "#e6edf3";
const fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const size = { width: 8.4, height: 19, font: 14, margin: 20, bar: 30 };

/** A command and what it printed in color, as an SVG that looks like a terminal: the same for the same output. */
export function terminalPicture(command: string, output: string): string {
	const lines = [[{ column: 0, text: `$ ${command}`, bold: true }], ...styledLines(output)];
	const columns = Math.max(...lines.flat().map(({ column, text }) => column + [...text].length));
	const width = Math.ceil(columns * size.width) + 2 * size.margin;
	const height = size.bar + lines.length * size.height + size.margin;
	const dots = ["#ff5f57", "#febc2e", "#28c840"].map(
		(color, index) => `<circle cx="${size.margin + index * 18}" cy="18" r="5" fill="${color}"/>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escaped(command)}</title>`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		...dots,
		`<g font-family="${fonts}" font-size="${size.font}" fill="${foreground}" xml:space="preserve">`,
		...lines.flatMap((line, index) => line.map((run) => drawn(run, size.bar + (index + 1) * size.height))),
		"</g>",
		"</svg>",
		"",
	].join("\n");
}

/** With its length given, a piece is as wide in every font, so that columns stay columns. */
function drawn({ column, text, color, bold }: Run, y: number): string {
	const shown = text.trim();
	const x = size.margin + (column + text.indexOf(shown)) * size.width;
	const look = [
		...(color === undefined ? [] : [` fill="${palette[color]}"`]),
		...(bold ? [' font-weight="bold"'] : []),
	];
	return `<text x="${rounded(x)}" y="${y}" textLength="${rounded([...shown].length * size.width)}"${look.join("")}>${escaped(shown)}</text>`;
}

function rounded(length: number): string {
	return String(Math.round(length * 10) / 10);
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
