import { maxPageSize, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import type { EmulatorUser } from "./content.ts";
import { EmulatorError } from "./error.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";
import { pageTokenRule, userPageStart, userPageToken } from "./pageToken.ts";
import { epochSeconds } from "./timestamp.ts";

/**
 * Returns a page of a pool's users, in the order of the content, and the token of the next page if there is one. `Filter` is
 * not supported.
 *
 * Source: AWS API reference, ListUsers.
 */
export function listUsers(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	check.refuse("Filter");
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	const limit = check.optionalInteger("Limit", 0, maxPageSize);
	const token = check.optionalString("PaginationToken", pageTokenRule);
	const attributes = check.optionalStrings("AttributesToGet");
	check.finish();

	const { Users: users = [] } = store.pool(poolId);
	const start = token === undefined ? 0 : userPageStart(poolId, token);
	if (start === undefined) {
		throw new EmulatorError("InvalidParameterException", "Invalid pagination token.");
	}
	// A Limit of 0 means the same as a missing one.
	const end = start + (limit || maxPageSize);
	return {
		Users: users.slice(start, end).map((user) => userOnTheWire(user, attributes)),
		...(end < users.length && { PaginationToken: userPageToken(poolId, end) }),
	};
}

/**
 * Returns a user and the user's attributes.
 *
 * Source: AWS API reference, AdminGetUser.
 */
export function adminGetUser(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	const username = check.requiredString("Username", usernameRule);
	check.finish();

	const { Attributes, ...user } = userOnTheWire(store.userContent(poolId, username));
	return { ...user, UserAttributes: Attributes };
}

/** A user in the format of responses: without events, with dates as numbers, and with the named attributes or all of them. */
function userOnTheWire({ AuthEvents: _, ...user }: EmulatorUser, attributes?: readonly string[]) {
	const { Attributes = [], UserCreateDate, UserLastModifiedDate } = user;
	return {
		...user,
		Attributes: Attributes.filter(({ Name }) => attributes?.includes(Name) ?? true),
		...(UserCreateDate !== undefined && { UserCreateDate: epochSeconds(UserCreateDate) }),
		...(UserLastModifiedDate !== undefined && { UserLastModifiedDate: epochSeconds(UserLastModifiedDate) }),
	};
}
