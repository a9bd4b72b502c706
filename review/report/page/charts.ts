import type { BarChart, Chart, DayChart, IntervalChart } from "../document.ts";
import type { Range } from "../statistics.ts";
import { count, percent, points as pointText } from "../words/numbers.ts";
import { type Markup, markup } from "./markup.ts";

/** In units of the drawing, which scales with the page. */
const width = 720;
const labelWidth = 230;
const plot = width - labelWidth - 110;

/** Draws a table's numbers as a chart. Patterns, not colors, distinguish the parts. @param id Unique on the page. */
export function drawChart(id: string, title: string, chart: Chart): Markup {
	const { height, content } =
		chart.kind === "bars" ? bars(chart) : chart.kind === "intervals" ? intervals(chart) : byDay(chart);
	return markup`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}">
<title id="${id}">${title}: the table has the numbers.</title>
${content}
</svg>`;
}

interface Drawing {
	readonly height: number;
	readonly content: readonly Markup[];
}

const rowHeight = 34;
const top = 34;

/** Each bar shows shares of its own total, which follows the bar. */
function bars({ parts, bars: of }: BarChart): Drawing {
	const rows = of.map(({ label, values }, row) => {
		const all = values.reduce((sum, value) => sum + value, 0);
		let left = labelWidth;
		const pieces = values.map((value, part) => {
			const length = all === 0 ? 0 : (value / all) * plot;
			const piece = markup`<rect class="part" x="${left}" y="${y(row)}" width="${length}" height="20" fill="url(#part-${part})"/>`;
			left += length;
			return piece;
		});
		return markup`${rowLabel(label, row)}${pieces}<text x="${labelWidth + plot + 8}" y="${y(row) + 15}">${count(all)}</text>`;
	});
	return { height: y(of.length), content: [legend(parts), ...rows] };
}

function intervals({ unit, points }: IntervalChart): Drawing {
	const ends = points.flatMap(({ interval, value }) => [interval.from, interval.to, value]);
	const [least, most] = unit === "share" ? [0, 1] : [Math.min(0, ...ends), Math.max(0, ...ends)];
	const spread = most - least || 1;
	const x = (value: number) => labelWidth + ((value - least) / spread) * plot;
	const bottom = y(points.length);
	const axis = markup`<line class="axis" x1="${x(0)}" x2="${x(0)}" y1="${top - 12}" y2="${bottom}"/><text x="${x(0)}" y="16" text-anchor="middle">0</text>`;
	const end =
		unit === "share" ? markup`<text x="${x(1)}" y="16" text-anchor="middle">100 %</text>` : markup``;
	const rows = points.map(({ label, value, interval }, row) => {
		const middle = y(row) + 10;
		return markup`${rowLabel(label, row)}<line class="interval" x1="${x(interval.from)}" x2="${x(interval.to)}" y1="${middle}" y2="${middle}"/><circle class="value" cx="${x(value)}" cy="${middle}" r="5"/><text x="${labelWidth + plot + 8}" y="${y(row) + 15}">${unit === "share" ? percent(value) : pointText(value)}</text>`;
	});
	return { height: bottom, content: [axis, end, ...rows] };
}

const panel = 110;

/** A panel for each series: solid up to the lower bound, striped up to the upper bound. */
function byDay({ series, days }: DayChart): Drawing {
	const most = Math.max(1, ...days.flatMap(({ values }) => values.map(({ to }) => to)));
	const step = (width - 60) / Math.max(days.length, 1);
	const panels = series.map((name, index) => {
		const base = (index + 1) * panel;
		const height = (value: number) => (value / most) * (panel - 40);
		const columns = days.map(({ values }, day) => {
			const { from, to }: Range = values[index] ?? { from: 0, to: 0 };
			const left = 50 + day * step;
			const columnWidth = Math.max(step * 0.8, 0.5);
			return markup`<rect class="possible" x="${left}" y="${base - height(to)}" width="${columnWidth}" height="${height(to)}" fill="url(#part-1)"/><rect class="certain" x="${left}" y="${base - height(from)}" width="${columnWidth}" height="${height(from)}"/>`;
		});
		return markup`<text x="50" y="${base - panel + 24}">${name}, at most ${count(most)} a day</text>${columns}<line class="axis" x1="50" x2="${width - 10}" y1="${base}" y2="${base}"/>`;
	});
	const last = series.length * panel + 20;
	const [first, final] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
	const ends = markup`<text x="50" y="${last}">${first}</text><text x="${width - 10}" y="${last}" text-anchor="end">${final}</text>`;
	return { height: last + 8, content: [...panels, ends] };
}

function y(row: number): number {
	return top + row * rowHeight;
}

function rowLabel(label: string, row: number): Markup {
	return markup`<text x="${labelWidth - 10}" y="${y(row) + 15}" text-anchor="end">${label}</text>`;
}

function legend(parts: readonly string[]): Markup {
	const items = parts.map(
		(part, index) =>
			markup`<rect class="part" x="${labelWidth + index * 120}" y="4" width="16" height="16" fill="url(#part-${index})"/><text x="${labelWidth + index * 120 + 22}" y="17">${part}</text>`,
	);
	return markup`<g>${items}</g>`;
}

/** The fill patterns of bars, included once on a page. */
export const patterns = markup`<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>
<pattern id="part-0" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="ink"/></pattern>
<pattern id="part-1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" class="paper"/><rect width="4" height="8" class="ink"/></pattern>
<pattern id="part-2" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="paper"/><circle cx="4" cy="4" r="1.5" class="ink"/></pattern>
<pattern id="part-3" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="paper"/></pattern>
</defs></svg>`;
