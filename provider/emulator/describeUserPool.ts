import { userPoolIdRule } from "../cognito/rules.ts";
import type { EmulatorUserPool } from "./content.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

/** The account of pools whose content names none. */
const account = "000000000000";

/**
 * Returns what concerns threat protection: the pool's feature plan, its add-ons and its ARN, with the number of users.
 *
 * Source: AWS API reference, DescribeUserPool.
 */
export function describeUserPool(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	check.finish();

	const pool = store.pool(poolId);
	const { Id, Name = Id, UserPoolTier = "PLUS", UserPoolAddOns, Users = [] } = pool;
	return {
		UserPool: {
			...{ Id, Name, UserPoolTier, Arn: pool.Arn ?? arnOf(pool) },
			UserPoolAddOns: UserPoolAddOns ?? { AdvancedSecurityMode: "AUDIT" },
			EstimatedNumberOfUsers: Users.length,
		},
	};
}

function arnOf({ Id }: EmulatorUserPool): string {
	return `arn:aws:cognito-idp:${Id.split("_")[0]}:${account}:userpool/${Id}`;
}
