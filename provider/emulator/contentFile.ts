import { readFile, realpath } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { encodingProblem } from "../cognito/utf8.ts";
import { writeWholeFile } from "../files/index.ts";
import type { EmulatorContent } from "./content.ts";
import { checkContent } from "./contentCheck.ts";
import { exampleContent } from "./exampleContent.ts";

/** The content of an emulator, and how operations save what they change. */
interface OpenContent {
	readonly content: EmulatorContent;
	/** Resolves when all changes made before the call are saved; rejects if that fails. */
	save(): Promise<void>;
	/** Resolves when no write is in progress or waiting. */
	saved(): Promise<void>;
}

/** Where the content comes from. */
interface ContentSource {
	readonly content?: EmulatorContent;
	readonly file?: string;
	readonly writeBack?: boolean;
}

/** @throws Error if the content is wrong or cannot be read; it names the file and the place */
export async function openContent(source: ContentSource): Promise<OpenContent> {
	const { content = exampleContent(), file, writeBack = false } = source;
	if (file !== undefined && source.content !== undefined)
		throw new Error("Set `content` or `file`, not both.");
	if (file !== undefined) return openFile(file, writeBack);
	if (writeBack) throw new Error("`writeBack` requires `file`.");
	const copy: unknown = structuredClone(content);
	checkContent(copy, "content");
	return { content: copy, ...inMemory };
}

const inMemory = { save: async () => {}, saved: async () => {} };

async function openFile(file: string, writeBack: boolean): Promise<OpenContent> {
	const bytes = await readFile(file).catch((error: unknown) => {
		throw new Error(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
	});
	const problem = encodingProblem(bytes);
	if (problem !== undefined) throw new Error(`${file}: ${problem}`);
	const text = bytes.toString();
	let content: unknown;
	try {
		// Some editors put a byte order mark first; JSON has none.
		content = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw new Error(`${file}: expected JSON: ${error instanceof Error ? error.message : String(error)}`);
	}
	checkContent(content, file);
	if (!writeBack) return { content, ...inMemory };
	const path = await realpath(file);
	const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "\t";
	let next: Promise<void> | undefined;

	async function write(): Promise<void> {
		// Requests that arrive meanwhile share this write, so many concurrent changes need few writes.
		await setImmediate();
		next = undefined;
		writeWholeFile(path, `${JSON.stringify(content, null, indent)}\n`);
	}

	return {
		content,
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
