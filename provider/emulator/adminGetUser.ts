import { usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import { userOnTheWire } from "./listUsers.ts";
import type { Services } from "./operation.ts";

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
