import { readFileSync } from "node:fs";
import { fieldRules } from "pulumi-cognito-feedback/internal/cognito";

/** What a user says about an event of theirs. It is not feedback: an administrator decides. */
export interface Statement {
	readonly eventId: string;
	readonly wasMe: boolean;
	/** When it was made, as ISO 8601. */
	readonly at: string;
	/** Made in the very session that it is about: whoever holds that session says so, and it is no evidence. */
	readonly sameSession: boolean;
}

/** What of a line is missing or wrong, so that it is no statement. */
export type StatementFault = "json" | "eventId" | "wasMe" | "at" | "sameSession";

/** A line that was skipped. */
export interface SkippedLine {
	/** The number of the line, from 1. */
	readonly line: number;
	readonly fault: StatementFault;
}

/** What a file of statements came to. */
export interface StatementsRead {
	readonly path: string;
	/** One for each event: the one that counts most. */
	readonly statements: readonly Statement[];
	/** How many were read. */
	readonly read: number;
	readonly skipped: readonly SkippedLine[];
}

/** A file of statements that cannot be read. */
export class StatementsError extends Error {
	readonly path: string;
	/** The code of the operating system. */
	readonly reason: string;

	constructor(path: string, reason: string) {
		super(`could not read the statements in ${path} (${reason})`);
		this.path = path;
		this.reason = reason;
	}
}

/**
 * Reads a file of JSON Lines with a statement on each. Lines that are none are skipped, and counted.
 *
 * @throws StatementsError if the file cannot be read
 */
export function readStatements(path: string): StatementsRead {
	try {
		return parseStatements(readFileSync(path, "utf8"), path);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		throw new StatementsError(path, code);
	}
}

/** Reads statements of the text of a file. */
export function parseStatements(text: string, path: string): StatementsRead {
	const byEvent = new Map<string, Statement>();
	const skipped: SkippedLine[] = [];
	let read = 0;
	for (const [index, line] of text
		.replace(/^\uFEFF/, "")
		.split("\n")
		.entries()) {
		if (line.trim() === "") continue;
		const statement = statementIn(line);
		if (typeof statement === "string") {
			skipped.push({ line: index + 1, fault: statement });
			continue;
		}
		read++;
		const other = byEvent.get(statement.eventId);
		if (!other || outweighs(statement, other)) byEvent.set(statement.eventId, statement);
	}
	return { path, statements: [...byEvent.values()], read, skipped };
}

/**
 * Whether a statement counts more than another about the same event. Evidence goes before none, "not me" before "me", so that
 * no one who gets into an account can talk over its owner, and the later before the earlier.
 */
function outweighs(one: Statement, other: Statement): boolean {
	if (one.sameSession !== other.sameSession) return other.sameSession;
	if (one.wasMe !== other.wasMe) return other.wasMe;
	return Date.parse(one.at) > Date.parse(other.at);
}

function statementIn(line: string): Statement | StatementFault {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return "json";
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) return "json";
	const { eventId, wasMe, at, sameSession } = value as Readonly<Record<string, unknown>>;
	if (typeof eventId !== "string" || fieldRules.eventId(eventId)) return "eventId";
	if (typeof wasMe !== "boolean") return "wasMe";
	if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return "at";
	if (typeof sameSession !== "boolean") return "sameSession";
	return { eventId, wasMe, at: new Date(at).toISOString(), sameSession };
}
