import { readFileSync } from "node:fs";
import { fieldRules } from "pulumi-cognito-feedback/internal/cognito";

/** A user's statement about one of their own events. It is not feedback: an administrator decides. */
export interface Statement {
	readonly eventId: string;
	readonly wasMe: boolean;
	/** The time of the statement, as ISO 8601. */
	readonly at: string;
	/** Whether it was made in the very session that it is about. Whoever holds that session makes it, so it is no evidence. */
	readonly sameSession: boolean;
}

/** What is missing or invalid in a line. */
export type StatementFault = "json" | "eventId" | "wasMe" | "at" | "sameSession";

/** The result of reading a file of statements. */
export interface StatementsRead {
	readonly path: string;
	/** One statement for each event: the one that counts most. */
	readonly statements: readonly Statement[];
	/** The number of statements that were read. */
	readonly read: number;
	/** The lines that were skipped, by their numbers from 1. */
	readonly skipped: readonly { readonly line: number; readonly fault: StatementFault }[];
}

/**
 * Reads a file of JSON Lines, each with a statement. Other lines are skipped and counted.
 *
 * @throws Error if the file cannot be read
 */
export function readStatements(path: string): StatementsRead {
	try {
		return parseStatements(readFileSync(path, "utf8"), path);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		throw new Error(`could not read the statements in ${path} (${code})`);
	}
}

export function parseStatements(text: string, path: string): StatementsRead {
	const byEvent = new Map<string, Statement>();
	const skipped: { line: number; fault: StatementFault }[] = [];
	let read = 0;
	const lines = text.replace(/^\uFEFF/, "").split("\n");
	for (const [index, line] of lines.entries()) {
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
 * Whether a statement counts more than another about the same event. One that is evidence counts more than one that is not;
 * then "not me" more than "me", so that someone who takes over an account cannot overrule its owner; then the later one.
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
	const date = new Date(typeof at === "string" ? at : Number.NaN);
	// The store cannot return years of more than four digits.
	if (!(date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999)) return "at";
	if (typeof sameSession !== "boolean") return "sameSession";
	return { eventId, wasMe, at: date.toISOString(), sameSession };
}
