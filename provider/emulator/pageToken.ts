import { createHash } from "node:crypto";
import type { StringRule } from "../cognito/rules.ts";
import type { StoredUser } from "./store.ts";

/** Source: AWS API model, PaginationKey and SearchPaginationTokenType. */
export const pageTokenRule: StringRule = {
	min: 1,
	max: 131_072,
	pattern: /^[\S]+$/,
	characters: "anything but white space",
	sensitive: false,
};

const digestBytes = 12;

/**
 * The token of the page after an event. It holds the event's ID, so that it means the same after a restart, and a
 * digest over whose event it is, so that it serves for no other user and does not reveal the username.
 */
export function pageToken(user: StoredUser, lastEventId: string): string {
	const digest = digestOf(user.poolId, user.username, lastEventId);
	return Buffer.concat([digest, Buffer.from(lastEventId)]).toString("base64url");
}

/** Where in the user's history the page of a token starts; `undefined` if it is no token of this user. */
export function pageStart(user: StoredUser, token: string): number | undefined {
	const lastEventId = Buffer.from(token, "base64url").subarray(digestBytes).toString();
	const position = user.positions.get(lastEventId);
	return position === undefined || pageToken(user, lastEventId) !== token ? undefined : position + 1;
}

/** The token of the users after a number of them. It serves for no other pool. */
export function userPageToken(poolId: string, taken: number): string {
	return Buffer.concat([digestOf(poolId, taken), Buffer.from(String(taken))]).toString("base64url");
}

/** How many users the pages before a token's held; `undefined` if it is no token of this pool. */
export function userPageStart(poolId: string, token: string): number | undefined {
	const taken = Number(Buffer.from(token, "base64url").subarray(digestBytes).toString());
	return userPageToken(poolId, taken) === token ? taken : undefined;
}

function digestOf(...of: readonly (string | number)[]): Buffer {
	return createHash("sha256").update(JSON.stringify(of)).digest().subarray(0, digestBytes);
}
