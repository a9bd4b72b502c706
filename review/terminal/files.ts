import { readFileSync } from "node:fs";
import {
	type FeedbackFile,
	FeedbackFileError,
	openFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";
import { encodingProblem } from "pulumi-cognito-feedback/internal/cognito";

interface PoolOptions {
	readonly userPoolId?: string | undefined;
	readonly region?: string | undefined;
}

/** Opens the decisions file, or starts a new one for the given pool. */
export function openFile(path: string, { userPoolId, region }: PoolOptions): FeedbackFile {
	try {
		return openFeedbackFile(path, userPoolId, region);
	} catch (error) {
		if (!(error instanceof FeedbackFileError) || !error.isMissing) throw error;
		throw new Error(`${error.message}; add \`--user-pool-id <id>\` to create it`);
	}
}

/** The pool of a command: the file's, in the file's Region unless an option names another. */
export function poolOf(
	{ userPoolId, region: ofFile }: Pick<FeedbackFile, "region" | "userPoolId">,
	{ region = ofFile }: PoolOptions,
): { readonly userPoolId: string; readonly region?: string } {
	return { userPoolId, ...(region !== undefined && { region }) };
}

/** Reads the text of a file that an option names; `-` is standard input. */
export function textOf(path: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path === "-" ? 0 : path);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new Error(`${path}: ${code === "ENOENT" ? "file not found" : `cannot be read: ${message}`}`);
	}
	const problem = encodingProblem(bytes);
	if (problem !== undefined) throw new Error(`${path}: ${problem}`);
	return bytes.toString().replace(/^\uFEFF/, "");
}
