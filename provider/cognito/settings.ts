import { defaultRequestTimeout, isRegionName } from "./connection";

/** Below Amazon Cognito's default quota of 25, so that the account's applications keep a part of it. */
export const defaultRequestsPerSecond = 20;

/** The rule of a setting that people write as text. */
export interface Setting<T extends string> {
	/** What a value has to be, after "is not". */
	readonly expected: string;
	readonly example: string;
	isRight(value: string): value is T;
	/** Whether a wrong value may be printed. Default: any. */
	mayPrint?(value: string): boolean;
}

export const regionSetting: Setting<string> = {
	expected: "the name of an AWS Region",
	example: "eu-central-1",
	isRight: (value): value is string => isRegionName(value),
};

export const profileSetting: Setting<string> = {
	expected: "the name of a profile in the AWS configuration files",
	example: "audit",
	isRight: (value): value is string => value.trim() !== "",
};

export const endpointSetting: Setting<string> = {
	expected: "an http or https URL, without a user and a password",
	example: "https://cognito-idp.eu-central-1.amazonaws.com",
	isRight: (value): value is string => URL.canParse(value) && isEndpoint(new URL(value)),
	mayPrint: (value) => !value.includes("@"),
};

function isEndpoint({ protocol, username, password }: URL): boolean {
	return ["http:", "https:"].includes(protocol) && username === "" && password === "";
}

export const rateSetting: Setting<string> = {
	expected: "a number of requests a second, from 0.1 to 10000",
	example: String(defaultRequestsPerSecond),
	isRight: (value): value is string =>
		/^\d+(\.\d+)?$/.test(value) && Number(value) >= 0.1 && Number(value) <= 10_000,
};

export const timeoutSetting: Setting<string> = {
	expected: "a number of seconds, from 1 to 600",
	example: String(defaultRequestTimeout),
	isRight: (value): value is string =>
		/^\d+(\.\d+)?$/.test(value) && Number(value) >= 1 && Number(value) <= 600,
};

/** A setting with these values; the first is an example. */
export function oneOf<T extends string>(values: readonly T[]): Setting<T> {
	return {
		expected: `one of ${values.map((value) => `\`${value}\``).join(", ")}`,
		example: values[0] ?? "",
		isRight: (value): value is T => values.some((known) => known === value),
	};
}
