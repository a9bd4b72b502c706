import type { StringRule } from "../cognito/rules.ts";
import { userPoolIdRule } from "../cognito/rules.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

/** Source: AWS API model, ClientIdType. */
const clientIdRule: StringRule = {
	min: 1,
	max: 128,
	pattern: /^[\w+]+$/,
	characters: "letters, digits, _ or +",
	sensitive: false,
};

/**
 * Returns the risk configuration of a pool, or of an app client, as the content has it: without settings if it has none.
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
