import { createHash } from "node:crypto";
import type { StringRule } from "../cognito/rules.ts";
import { maxPageSize } from "../cognito/rules.ts";
import { EmulatorError } from "./error.ts";

/** Source: AWS API model, PaginationKey and SearchPaginationTokenType. */
export const pageTokenRule: StringRule = {
	min: 1,
	max: 131_072,
	pattern: /^[\S]+$/,
	characters: "anything but white space",
	sensitive: false,
};

const digestBytes = 12;

/** The page that a request asks for, and what its token contains. */
interface PageRequest {
	/** Whose list it is. */
	readonly owner: readonly string[];
	readonly size: number | undefined;
	readonly token: string | undefined;
	/** The mark of the place behind a number of items. It stays valid after a restart. */
	markOf(count: number): string;
	/** The number of items before a mark. */
	countOf(mark: string): number | undefined;
}

/**
 * Gets a page of a list, and the token of the next page if there is one: a mark, and a digest that binds it to the owner
 * without revealing the username.
 *
 * @throws EmulatorError `InvalidParameterException` if the token is not this list's
 */
export function pageOf<T>(items: readonly T[], { owner, size, token, markOf, countOf }: PageRequest) {
	const mark = token && Buffer.from(token, "base64url").subarray(digestBytes).toString();
	const start = mark === undefined ? 0 : countOf(mark);
	if (start === undefined || (mark !== undefined && tokenOf(owner, mark) !== token))
		throw new EmulatorError("InvalidParameterException", "Invalid pagination token.");
	// A size of 0 means the same as a missing one.
	const end = start + (size || maxPageSize);
	return {
		page: items.slice(start, end),
		next: end < items.length ? tokenOf(owner, markOf(end)) : undefined,
	};
}

function tokenOf(owner: readonly string[], mark: string): string {
	const digest = createHash("sha256")
		.update(JSON.stringify([...owner, mark]))
		.digest();
	return Buffer.concat([digest.subarray(0, digestBytes), Buffer.from(mark)]).toString("base64url");
}
