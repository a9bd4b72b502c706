import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { risks } from "../../../store/page/risk.ts";
import type { Scale } from "../../../store/page/scale.ts";
import { barPaths, momentOfBin } from "../model/timeline.ts";
import { dayOf, momentOf } from "../model/words.ts";
import { useReview } from "./context.ts";

/** The events over time, colored by risk. Dragging, or moving its two ends with the keyboard, filters by time. */
export function Timeline() {
	const { scale } = useReview().opened;
	if (scale === undefined) return null;
	return (
		<section class="timeline" aria-label="Events over time">
			<Bars scale={scale} />
			<Axis scale={scale} />
		</section>
	);
}

function Bars({ scale }: { readonly scale: Scale }) {
	const review = useReview();
	const plot = useRef<HTMLDivElement>(null);
	const paths = useComputed(() => barPaths(review.timeline.value, scale.bins));
	/** The bin where dragging started. */
	const begun = useSignal<number | undefined>(undefined);

	const binAt = ({ clientX }: PointerEvent) => {
		const { left, width } = (plot.current as HTMLDivElement).getBoundingClientRect();
		return Math.min(scale.bins - 1, Math.max(0, Math.floor(((clientX - left) / width) * scale.bins)));
	};
	const onDown = (press: PointerEvent) => {
		if (press.button !== 0) return;
		plot.current?.setPointerCapture(press.pointerId);
		begun.value = binAt(press);
		review.brush([begun.value, begun.value]);
	};
	const onMove = (move: PointerEvent) => {
		if (begun.value === undefined) return;
		const bin = binAt(move);
		review.brush([Math.min(begun.value, bin), Math.max(begun.value, bin)]);
	};
	const onEnd = () => (begun.value = undefined);
	return (
		<div
			class="plot"
			ref={plot}
			onPointerDown={onDown}
			onPointerMove={onMove}
			onPointerUp={onEnd}
			onPointerCancel={onEnd}
		>
			<svg viewBox={`0 0 ${scale.bins} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
				{paths.value.map((path, rank) => (
					<path key={risks[rank]} data-risk={risks[rank]} d={path} />
				))}
			</svg>
			<Brush scale={scale} />
		</div>
	);
}

/** The selected part; everything outside it is dimmed. Its ends are sliders. */
function Brush({ scale }: { readonly scale: Scale }) {
	const review = useReview();
	const { bins: span } = review.spec.value;
	const last = scale.bins - 1;
	const [from, to] = span ?? [0, last];
	const brush = (one: number, other: number) => {
		review.brush(one <= 0 && other >= last ? undefined : [one, other]);
	};
	const ends = { scale, least: 0, most: last, isSet: span !== undefined };
	return (
		<>
			{span && <div class="dim" style={{ left: "0", width: percent(scale, from) }} />}
			{span && <div class="dim" style={{ left: percent(scale, to + 1), right: "0" }} />}
			<End name="From" {...ends} bin={from} at={from} most={to} onMove={(bin) => brush(bin, to)} />
			<End name="To" {...ends} bin={to} at={to + 1} least={from} onMove={(bin) => brush(from, bin)} />
		</>
	);
}

interface EndProps {
	readonly scale: Scale;
	readonly name: string;
	readonly bin: number;
	/** The bin that starts at the handle. */
	readonly at: number;
	readonly least: number;
	readonly most: number;
	readonly isSet: boolean;
	onMove(bin: number): void;
}

const strides: Readonly<Record<string, number>> = {
	ArrowLeft: -1,
	ArrowDown: -1,
	ArrowRight: 1,
	ArrowUp: 1,
	PageDown: -10,
	PageUp: 10,
	Home: Number.NEGATIVE_INFINITY,
	End: Number.POSITIVE_INFINITY,
};

function End({ scale, name, bin, at, least, most, isSet, onMove }: EndProps) {
	const onKeyDown = (press: KeyboardEvent) => {
		const stride = strides[press.key];
		if (stride === undefined) return;
		press.preventDefault();
		onMove(Math.min(most, Math.max(least, bin + stride)));
	};
	return (
		<div
			class="end"
			role="slider"
			tabIndex={0}
			aria-label={name}
			aria-valuemin={least}
			aria-valuemax={most}
			aria-valuenow={bin}
			aria-valuetext={`${momentOf(momentOfBin(scale, at))} UTC`}
			data-set={isSet}
			style={{ left: percent(scale, at) }}
			onKeyDown={onKeyDown}
		/>
	);
}

function percent({ bins }: Scale, bin: number): string {
	return `${(bin / bins) * 100}%`;
}

function Axis({ scale }: { readonly scale: Scale }) {
	const { from, step, bins } = scale;
	const labels = [0, 0.25, 0.5, 0.75, 1].map((part) => from + Math.round(part * bins) * step);
	const label = step * bins > 4 * 86_400_000 ? dayOf : momentOf;
	return (
		<div class="axis" aria-hidden="true">
			{labels.map((at) => (
				<span key={at}>{label(at)}</span>
			))}
		</div>
	);
}
