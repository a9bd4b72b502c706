import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, createZstdCompress } from "node:zlib";
import { generateSignIns, type LogOptions } from "./generate.ts";
import { type LineCounts, type LineOptions, LineWriter } from "./lines.ts";
import type { SignIn } from "./signIn.ts";

export type Packing = "gz" | "zst" | "plain";

export interface WriteOptions extends LogOptions, LineOptions {
	/** The folder, which is created. */
	readonly out: string;
	/** Default: `gz`. */
	readonly packing?: Packing;
	/** The number of events in a file. Default: 200,000. */
	readonly eventsPerFile?: number;
	/** Called with each event, in the order of time. */
	readonly onEvent?: (event: SignIn) => void;
}

export interface Written {
	readonly files: readonly string[];
	readonly counts: Readonly<LineCounts>;
}

/** Large enough that compression, in its own thread, never waits for the next lines. */
const chunk = 1 << 20;

/** Writes the lines of a pool to files of a folder, one file at a time, and keeps none in memory. */
export async function writeLogs(options: WriteOptions): Promise<Written> {
	const { out, packing = "gz", eventsPerFile = 200_000, onEvent } = options;
	await mkdir(out, { recursive: true });
	const writer = new LineWriter(options);
	const events = generateSignIns(options);
	const files: string[] = [];
	for (let left = options.events; left > 0; left -= eventsPerFile) {
		const number = String(files.length).padStart(5, "0");
		const file = join(out, `userAuthEvents-${number}.json${packing === "plain" ? "" : `.${packing}`}`);
		const count = Math.min(left, eventsPerFile);
		const isLast = count === left;
		const source = Readable.from(chunks(writer, events, count, isLast, onEvent), { highWaterMark: 4 });
		const target = createWriteStream(file);
		if (packing === "plain") await pipeline(source, target);
		else await pipeline(source, compressor(packing), target);
		files.push(file);
	}
	return { files, counts: writer.counts };
}

function compressor(packing: "gz" | "zst") {
	// The fastest level, because generated lines are read only once or twice.
	return packing === "gz"
		? createGzip({ level: 1, chunkSize: chunk })
		: createZstdCompress({ chunkSize: chunk });
}

function* chunks(
	writer: LineWriter,
	events: Iterator<SignIn, void>,
	count: number,
	isLast: boolean,
	onEvent?: (event: SignIn) => void,
): Generator<Buffer, void, undefined> {
	let text = "";
	for (let index = 0; index < count; index++) {
		const { value } = events.next();
		if (!value) break;
		onEvent?.(value);
		for (const line of writer.linesOf(value)) text += `${line}\n`;
		if (text.length >= chunk) {
			yield Buffer.from(text);
			text = "";
		}
	}
	if (isLast) for (const line of writer.rest()) text += `${line}\n`;
	yield Buffer.from(text);
}
