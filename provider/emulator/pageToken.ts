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
 * Makes the token of the page after an event. It contains the event's ID, so it stays valid after a restart, and a digest that
 * binds it to the user without revealing the username.
 */
export function pageToken(user: StoredUser, lastEventId: string): string {
	const digest = digestOf(user.poolId, user.username, lastEventId);
	return Buffer.concat([digest, Buffer.from(lastEventId)]).toString("base64url");
}

/** The position in the user's history where the page of a token starts; `undefined` if the token is not this user's. */
export function pageStart(user: StoredUser, token: string): number | undefined {
	const lastEventId = Buffer.from(token, "base64url").subarray(digestBytes).toString();
	const position = user.positions.get(lastEventId);
	return position === undefined || pageToken(user, lastEventId) !== token ? undefined : position + 1;
}

/** Makes the token of the page after a number of users. It is valid only for this pool. */
export function userPageToken(poolId: string, taken: number): string {
	return Buffer.concat([digestOf(poolId, taken), Buffer.from(String(taken))]).toString("base64url");
}

/** The number of users on the pages before a token's; `undefined` if the token is not this pool's. */
export function userPageStart(poolId: string, token: string): number | undefined {
	const taken = Number(Buffer.from(token, "base64url").subarray(digestBytes).toString());
	return userPageToken(poolId, taken) === token ? taken : undefined;
}

function digestOf(...of: readonly (string | number)[]): Buffer {
	return createHash("sha256").update(JSON.stringify(of)).digest().subarray(0, digestBytes);
}
