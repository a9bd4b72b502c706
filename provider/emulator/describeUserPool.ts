import { userPoolIdRule } from "../cognito/rules";
import type { EmulatorUserPool } from "./content";
import type { Input } from "./inputCheck";
import { InputCheck } from "./inputCheck";
import type { Services } from "./operation";

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
