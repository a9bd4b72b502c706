/** A line of a chart, with its points from left to right. */
export interface ChartLine {
	readonly name: string;
	readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
	readonly title: string;
	/** The labels of the axes. */
	readonly x: string;
	readonly y: string;
	readonly lines: readonly ChartLine[];
}

const [width, height] = [760, 440];
const plot = { left: 64, right: 540, top: 48, bottom: 384 };
/** Colors that remain distinguishable with color blindness (Okabe and Ito), on light and dark backgrounds. */
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const gapBetweenNames = 18;

/** Draws lines over two logarithmic axes, as SVG for light and dark pages. */
export function drawChart({ title, x, y, lines }: Chart): string {
	const all = lines.flatMap(({ points }) => points);
	const across = logarithmic(
		all.map(([of]) => of),
		plot.left,
		plot.right,
	);
	const up = logarithmic(
		all.map(([, of]) => of),
		plot.bottom,
		plot.top,
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui, sans-serif" font-size="13">
<rect width="${width}" height="${height}" rx="6" fill="#ffffff"/>
<g fill="#1f2328">
<text x="${plot.left}" y="26" font-size="15" font-weight="600">${escapeXml(title)}</text>
${across.ticks.map((tick) => verticalTick(tick, across.at(tick))).join("\n")}
${up.ticks.map((tick) => horizontalTick(tick, up.at(tick))).join("\n")}
<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 42}" text-anchor="middle">${escapeXml(x)}</text>
<text transform="translate(18 ${(plot.top + plot.bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(y)}</text>
</g>
${lines.map((line, index) => drawLine(line, colourOf(index), across.at, up.at)).join("\n")}
${names(lines, across.at, up.at)}
</svg>
`;
}

interface Scale {
	readonly ticks: readonly number[];
	at(value: number): number;
}

/** Extends the range of the values to the next 1, 2 or 5 times a power of ten at both ends. */
function logarithmic(values: readonly number[], from: number, to: number): Scale {
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const steps = Array.from({ length: 24 }, (_, exponent) =>
		[1, 2, 5].map((digit) => digit * 10 ** (exponent - 9)),
	).flat();
	// With rounding of floating-point powers, so that a value that is a step itself counts as one.
	const first = steps.findLastIndex((step) => step <= least * 1.000_001);
	const last = steps.findIndex((step) => step >= most * 0.999_999);
	const [low = least, high = most] = [steps[first], steps[Math.max(last, first + 1)]];
	const share = (value: number) => Math.log(value / low) / Math.log(high / low);
	const between = steps.filter((step) => step >= low && step <= high);
	return {
		// All steps if they fit, or else the powers of ten.
		ticks:
			between.length <= 12
				? between
				: between.filter((step) => Number.isInteger(Math.round(Math.log10(step) * 1e6) / 1e6)),
		at: (value) => from + share(value) * (to - from),
	};
}

function verticalTick(value: number, at: number): string {
	return `<line x1="${round(at)}" x2="${round(at)}" y1="${plot.top}" y2="${plot.bottom}" stroke="#d1d9e0"/><text x="${round(at)}" y="${plot.bottom + 20}" text-anchor="middle">${label(value)}</text>`;
}

function horizontalTick(value: number, at: number): string {
	return `<line x1="${plot.left}" x2="${plot.right}" y1="${round(at)}" y2="${round(at)}" stroke="#d1d9e0"/><text x="${plot.left - 8}" y="${round(at + 4)}" text-anchor="end">${label(value)}</text>`;
}

function label(value: number): string {
	return Number(value.toPrecision(1)).toLocaleString("en");
}

type At = Scale["at"];

function drawLine({ points }: ChartLine, colour: string, across: At, up: At): string {
	const places = points.map(([x, y]) => [round(across(x)), round(up(y))] as const);
	const dots = places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.5"/>`).join("");
	const path = places.map(([x, y]) => `${x},${y}`).join(" ");
	return `<g fill="${colour}"><polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}</g>`;
}

/** The names of the lines next to their ends, moved apart if several lines end near each other. */
function names(lines: readonly ChartLine[], across: At, up: At): string {
	const wished = lines
		.map(({ name, points }, index) => {
			const [x, y] = points.at(-1) ?? [1, 1];
			return { name, index, left: round(across(x) + 12), at: up(y) };
		})
		.toSorted((one, other) => one.at - other.at);
	const free = new Map<number, number>();
	return wished
		.map(({ name, index, left, at }) => {
			const place = Math.max(at, free.get(left) ?? plot.top);
			free.set(left, place + gapBetweenNames);
			return `<text x="${left}" y="${round(place + 4)}" fill="${colourOf(index)}" stroke="#ffffff" stroke-width="4" paint-order="stroke">${escapeXml(name)}</text>`;
		})
		.join("\n");
}

function colourOf(index: number): string {
	return colours[index % colours.length] ?? "#000000";
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
