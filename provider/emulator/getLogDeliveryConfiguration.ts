import { userPoolIdRule } from "../cognito/rules.ts";
import type { Input } from "./inputCheck.ts";
import { InputCheck } from "./inputCheck.ts";
import type { Services } from "./operation.ts";

/**
 * Returns where a pool sends its logs, as the content has it.
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
