import { type Command, InvalidArgumentError } from "commander";
import {
	type Access,
	type ConnectionSettings,
	defaultRequestsPerSecond,
	endpointSetting,
	ignoredKeysText,
	ignoresKeys,
	listingPerFeedback,
	profileSetting,
	rateSetting,
	regionSetting,
	type Setting,
	timeoutSetting,
	toConnection,
} from "pulumi-cognito-feedback/internal/cognito";
import { UsageError, warn } from "./messages.ts";

/** The values of the options of {@link addAccessOptions}. */
export interface AccessOptions extends ConnectionSettings {
	readonly requestsPerSecond?: string;
	readonly listingRequestsPerSecond?: string;
}

/** Adds the options for the connection to Cognito: the settings of a stack, with the same rules. */
export function addAccessOptions(command: Command): Command {
	return command
		.option("--region <region>", "Region to call (default: the one in the pool's ID)", setting(regionSetting))
		.option("--profile <profile>", "AWS profile to use", setting(profileSetting))
		.option("--endpoint <url>", "endpoint URL to use instead of the Region's", setting(endpointSetting))
		.option(
			"--requests-per-second <number>",
			`as in the stack configuration (default: ${defaultRequestsPerSecond})`,
			setting(rateSetting),
		)
		.option(
			"--listing-requests-per-second <number>",
			"maximum requests per second that list events (default: twice --requests-per-second)",
			setting(rateSetting),
		)
		.option(
			"--request-timeout <seconds>",
			"how long to wait for a response (default: 30)",
			setting(timeoutSetting),
		)
		.option("--allow-plain-http", "allow plain HTTP to other machines")
		.hook("preAction", (called) => {
			if (ignoresKeys(called.opts())) warn(ignoredKeysText);
		});
}

/** Converts the options. For missing ones, the AWS SDK's default chain applies. */
export function accessOf(options: AccessOptions): Required<Access> {
	const { requestsPerSecond: rate, listingRequestsPerSecond: listing, ...settings } = options;
	const requestsPerSecond = Number(rate ?? defaultRequestsPerSecond);
	const listingRequestsPerSecond = Number(listing ?? listingPerFeedback * requestsPerSecond);
	return { connection: toConnection(settings), requestsPerSecond, listingRequestsPerSecond };
}

function setting({ expected, example, isRight, mayPrint }: Setting<string>): (value: string) => string {
	return (value) => {
		if (isRight(value)) return value;
		const expectation = `${expected}, such as ${example}`;
		// The library prints the value with the error, and a URL may contain a password.
		if (mayPrint?.(value) === false)
			throw new UsageError(`an option has an invalid value (not printed); expected ${expectation}`);
		throw new InvalidArgumentError(`Expected ${expectation}.`);
	};
}
