import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { regionOf } from "../cognito/connection.ts";
import { encodingProblem } from "../cognito/utf8.ts";
import { targetOf } from "../files/index.ts";
import { FeedbackFileError, unwritableReason } from "./errors.ts";
import type { FeedbackFile } from "./feedbackFile.ts";
import { ParsedDecisions } from "./parsedDecisions.ts";

/**
 * Reads a decisions file.
 *
 * @throws FeedbackFileError that names the line and column of every mistake.
 */
export function readFeedbackFile(path: string): FeedbackFile {
	return parseFeedbackFile(path, readText(path));
}

/**
 * Reads a decisions file, or starts a new one if it does not exist.
 *
 * @param userPoolId The user pool of the decisions. Default: the one in the file.
 * @param region The Region of its events, for a replica. Default: if `userPoolId` is passed, the Region in it, otherwise the
 *   file's.
 * @throws FeedbackFileError if the file is malformed or for another pool or Region; if it does not exist and no pool is passed;
 *   or if it cannot be created, because its folder does not exist or the path is a broken link.
 */
export function openFeedbackFile(path: string, userPoolId?: string, region?: string): FeedbackFile {
	let file: FeedbackFile;
	try {
		file = readFeedbackFile(path);
	} catch (error) {
		if (userPoolId === undefined || !(error instanceof FeedbackFileError) || !error.isMissing) throw error;
		refuseUnwritable(path);
		return emptyFeedbackFile(path, userPoolId, region);
	}
	if (userPoolId !== undefined && file.userPoolId !== userPoolId) {
		const reason = `the file holds decisions for user pool ${file.userPoolId}, not ${userPoolId}. Use another file; each file holds the decisions for one pool.`;
		throw new FeedbackFileError(path, [], reason);
	}
	if (userPoolId !== undefined || region !== undefined) refuseOtherRegion(file, region);
	return file;
}

/**
 * A replica has its primary's ID and its own feedback, so one file for both Regions would apply all decisions to one of them.
 */
function refuseOtherRegion({ path, userPoolId, region: ofFile }: FeedbackFile, region?: string): void {
	const [holds, asked] = [ofFile, region].map((each) => each ?? regionOf(userPoolId));
	if (holds === asked || holds === undefined || asked === undefined) return;
	const remedy =
		ofFile === undefined
			? `Use another file, or add \`region: ${asked}\` to this one if all its decisions are for ${asked}.`
			: `Use another file, or \`--region ${holds}\`; each file holds the decisions for one Region.`;
	throw new FeedbackFileError(
		path,
		[],
		`the file holds decisions for Region ${holds}, not ${asked}. ${remedy}`,
	);
}

/** Reports this before anyone makes decisions, and not only when the file is saved. */
function refuseUnwritable(path: string): void {
	try {
		targetOf(path);
	} catch (error) {
		throw new FeedbackFileError(path, [], unwritableReason(error));
	}
}

/** A decisions file that does not exist yet. */
export function emptyFeedbackFile(path: string, userPoolId: string, region?: string): FeedbackFile {
	const isOther = region !== undefined && region !== regionOf(userPoolId);
	return {
		path,
		text: "",
		userPoolId,
		...(isOther && { region }),
		decisions: new Map(),
		lines: new Map(),
		samples: [],
	};
}

/**
 * Parses the text of a decisions file.
 *
 * @param path The path, for messages.
 * @throws FeedbackFileError that names the line and column of every mistake.
 */
export function parseFeedbackFile(path: string, text: string): FeedbackFile {
	const { userPoolId, region, decisions, lines, samples, mistakes } = new ParsedDecisions(text);
	if (mistakes.length > 0) throw new FeedbackFileError(path, mistakes);
	return { path, text, userPoolId, ...(region !== undefined && { region }), decisions, lines, samples };
}

/**
 * The text of a file.
 *
 * @throws FeedbackFileError if it cannot be read or is not UTF-8.
 */
export function readText(path: string): string {
	let bytes: Buffer;
	try {
		refuseLarge(path, statSync(path).size);
		bytes = readFileSync(path);
	} catch (error) {
		if (error instanceof FeedbackFileError) throw error;
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") throw new FeedbackFileError(path, [], "file not found", true);
		throw new FeedbackFileError(path, [], `cannot be read: ${message}`);
	}
	const problem = encodingProblem(bytes);
	if (problem === undefined) return bytes.toString();
	throw new FeedbackFileError(path, [{ ...notUtf8(bytes), message: problem }]);
}

/** 50,000 decisions with evidence and notes take 20 to 40 MB. */
const maxBytes = 128_000_000;

/** @throws FeedbackFileError if a file is larger than the limit. */
export function refuseLarge(path: string, bytes: number): void {
	if (bytes <= maxBytes) return;
	const megabytes = (size: number) => Math.ceil(size / 1_000_000);
	const reason = `the file has ${megabytes(bytes)} MB; the limit is ${megabytes(maxBytes)} MB. Divide its decisions among several files.`;
	throw new FeedbackFileError(path, [], reason);
}

function notUtf8(bytes: Buffer) {
	let [line, start] = [1, 0];
	for (;;) {
		const end = bytes.indexOf(0x0a, start);
		const piece = bytes.subarray(start, end === -1 ? bytes.length : end);
		if (!isUtf8(piece) || piece.includes(0) || end === -1) {
			const column = Math.max(piece.toString().search(/[\0\uFFFD]/) + 1, 1);
			return { line, column };
		}
		[line, start] = [line + 1, end + 1];
	}
}
