import { isUtf8 } from "node:buffer";
import { accessSync, constants, lstatSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { regionOf } from "../cognito/connection.ts";
import { encodingProblem } from "../cognito/utf8.ts";
import { FeedbackFileError } from "./errors.ts";
import type { FeedbackFile } from "./feedbackFile.ts";
import { ParsedDecisions } from "./parsedDecisions.ts";

/**
 * Reads a decisions file.
 *
 * @throws FeedbackFileError that names the place of everything that is wrong.
 */
export function readFeedbackFile(path: string): FeedbackFile {
	return parseFeedbackFile(path, readText(path));
}

/**
 * Reads a decisions file, or begins one where there is none.
 *
 * @param userPoolId The pool that decisions are made on; without it, the pool that the file names.
 * @param region The Region that its events come from, for a replica. Default: with a pool, the one that its ID begins
 *   with; without one, the file's.
 * @throws FeedbackFileError where the file is malformed or for another pool or Region, or names no pool because it is
 *   missing; also where it is missing and cannot be made, because its folder is missing or the path is a link that leads
 *   nowhere.
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

/** A replica has the ID of its primary and feedback of its own: decisions of two Regions would be applied to one. */
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

/** Found before anybody decides on anything, and not when the file is saved. */
function refuseUnwritable(path: string): void {
	if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
		throw new FeedbackFileError(
			path,
			[],
			"is a link to a file that does not exist. Create that file, or remove the link.",
		);
	const folder = dirname(path);
	try {
		if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
		accessSync(folder, constants.W_OK);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const reason =
			code === "ENOENT"
				? `the folder ${folder} does not exist. Create it, or name another file.`
				: `no file can be created in ${folder} (${code}). Name a file in a folder that you may write to.`;
		throw new FeedbackFileError(path, [], reason);
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
 * Takes a text for the content of a decisions file.
 *
 * @param path For messages.
 * @throws FeedbackFileError that names the place of everything that is wrong.
 */
export function parseFeedbackFile(path: string, text: string): FeedbackFile {
	const { userPoolId, region, decisions, lines, samples, mistakes } = new ParsedDecisions(text);
	if (mistakes.length > 0) throw new FeedbackFileError(path, mistakes);
	return { path, text, userPoolId, ...(region !== undefined && { region }), decisions, lines, samples };
}

/**
 * The text of a file.
 *
 * @throws FeedbackFileError where it cannot be read, or is not UTF-8.
 */
export function readText(path: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") throw new FeedbackFileError(path, [], "file not found", true);
		throw new FeedbackFileError(path, [], `cannot be read: ${message}`);
	}
	const problem = encodingProblem(bytes);
	if (problem === undefined) return bytes.toString();
	throw new FeedbackFileError(path, [{ ...notUtf8(bytes), message: problem }]);
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
