import { readFile, realpath } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { encodingProblem } from "../cognito/utf8.ts";
import { writeWholeFile } from "../files/index.ts";
import type { EmulatorContent } from "./content.ts";
import { checkContent } from "./contentCheck.ts";

/** A JSON file with the content of an emulator, as read. */
export interface ContentFile {
	readonly content: EmulatorContent;
	/** The file itself, if the path given leads to it through symbolic links. */
	readonly path: string;
	/** The indentation of its lines. */
	readonly indent: string;
}

/**
 * Reads the content of an emulator.
 *
 * @throws Error that names the file, if it does not exist, is not JSON or has another shape
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

/** Saves the content that operations change. */
export interface ContentKeeper {
	/** Resolves when all changes made before the call are saved; rejects if that fails. */
	save(): Promise<void>;
	/** Resolves when no write is in progress or waiting. */
	saved(): Promise<void>;
}

/**
 * Saves the content in its file.
 *
 * Calls that come while a write is waiting share it, so many concurrent changes need few writes.
 */
export function contentKeeper({ path, content, indent }: ContentFile): ContentKeeper {
	let next: Promise<void> | undefined;

	async function write(): Promise<void> {
		// Requests that arrive meanwhile share this write.
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
				// The callers of `save` get the error.
			}),
	};
}
