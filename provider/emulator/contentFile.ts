import { readFile, realpath } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { encodingProblem } from "../cognito/utf8.ts";
import { writeWholeFile } from "../files/index.ts";
import type { EmulatorContent } from "./content.ts";
import { checkContent } from "./contentCheck.ts";

/** A JSON file with a content, as it was read. */
export interface ContentFile {
	readonly content: EmulatorContent;
	/** The file itself, where the given path led through symbolic links. */
	readonly path: string;
	/** What its lines are indented with. */
	readonly indent: string;
}

/**
 * Reads a content.
 *
 * @throws Error that names the file, if there is none, it is not JSON or it has another shape
 */
export async function readContentFile(path: string): Promise<ContentFile> {
	const bytes = await readFile(path).catch((error: unknown) => {
		throw new Error(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
	});
	const problem = encodingProblem(bytes);
	if (problem !== undefined) throw new Error(`${path}: ${problem}`);
	const text = bytes.toString();
	let value: unknown;
	try {
		// Some editors put a byte order mark first; JSON has none.
		value = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw new Error(`${path}: expected JSON: ${error instanceof Error ? error.message : String(error)}`);
	}
	checkContent(value, path);
	return { content: value, path: await realpath(path), indent: /^([ \t]+)"/m.exec(text)?.[1] ?? "\t" };
}

/** Keeps a content that operations change. */
export interface ContentKeeper {
	/** Done when everything that was changed before the call is kept; rejects if it could not be. */
	save(): Promise<void>;
	/** Done when no write is in progress or asked for. */
	saved(): Promise<void>;
}

/**
 * Keeps a content in its file.
 *
 * Calls that come while a write is awaited share it, so that many changes at once cost few writes.
 */
export function contentKeeper({ path, content, indent }: ContentFile): ContentKeeper {
	let next: Promise<void> | undefined;

	async function write(): Promise<void> {
		// After the requests that have come meanwhile, so that they share this write.
		await setImmediate();
		next = undefined;
		writeWholeFile(path, `${JSON.stringify(content, null, indent)}\n`);
	}

	return {
		save: () => {
			next ??= write();
			return next;
		},
		saved: async () =>
			next?.catch(() => {
				// Reported to those who asked for it.
			}),
	};
}
