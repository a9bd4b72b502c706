import { userPoolArn } from "../cognito/arn.ts";
import type { StringRule } from "../cognito/rules.ts";
import { userPoolIdRule } from "../cognito/rules.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

/** The account of pools whose content has no ARN. */
const account = "000000000000";

/**
 * Returns the pool's feature plan, add-ons, ARN and number of users.
 *
 * Source: AWS API reference, DescribeUserPool.
 */
export function describeUserPool(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	const poolId = check.requiredString("UserPoolId", userPoolIdRule);
	check.finish();

	const { Id, Name = Id, UserPoolTier = "PLUS", Arn, UserPoolAddOns, Users = [] } = store.pool(poolId);
	return {
		UserPool: {
			...{ Id, Name, UserPoolTier, Arn: Arn ?? userPoolArn(Id, Id.split("_")[0], account) },
			UserPoolAddOns: UserPoolAddOns ?? { AdvancedSecurityMode: "AUDIT" },
			EstimatedNumberOfUsers: Users.length,
		},
	};
}

/** Source: AWS API model, ClientIdType. */
const clientIdRule: StringRule = {
	min: 1,
	max: 128,
	pattern: /^[\w+]+$/,
	characters: "letters, digits, _ or +",
	sensitive: false,
};

/**
 * Returns the risk configuration of a pool, or of an app client, as in the content; without settings if it has none.
 *
 * Source: AWS API reference, DescribeRiskConfiguration.
 */
export function describeRiskConfiguration(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	const UserPoolId = check.requiredString("UserPoolId", userPoolIdRule);
	const ClientId = check.optionalString("ClientId", clientIdRule);
	check.finish();

	const { RiskConfigurations = [] } = store.pool(UserPoolId);
	const settings = RiskConfigurations.find((each) => each.ClientId === ClientId);
	return { RiskConfiguration: { ...settings, UserPoolId, ...(ClientId !== undefined && { ClientId }) } };
}

/**
 * Returns where a pool sends its logs, as in the content.
 *
 * Source: AWS API reference, GetLogDeliveryConfiguration.
 */
export function getLogDeliveryConfiguration(input: Input, { store }: Pick<Services, "store">): object {
	const check = new InputCheck(input);
	const UserPoolId = check.requiredString("UserPoolId", userPoolIdRule);
	check.finish();

	const { LogConfigurations = [] } = store.pool(UserPoolId);
	return { LogDeliveryConfiguration: { UserPoolId, LogConfigurations } };
}
