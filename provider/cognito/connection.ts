import type { AssumeRole } from "./assumeRole.ts";
import type { SigningIdentity } from "./clientMiddleware.ts";

/** In seconds. Amazon Cognito normally responds within one. */
export const defaultRequestTimeout = 30;

/** How to reach Cognito. For missing settings, the AWS SDK's default chain of environment variables and files applies. */
export interface Connection {
	/**
	 * The Region to call instead of the one in the user pool's ID, such as for a replica, which has the ID of its primary.
	 * Default: the Region in the ID; if it has none, the AWS SDK's default.
	 */
	readonly region?: string;
	/** The Region of pools whose IDs do not begin with one. Default: the AWS SDK's default chain. */
	readonly defaultRegion?: string;
	/** The profile in the AWS configuration files to take credentials from. Default: the AWS SDK's default. */
	readonly profile?: string;
	/** The keys to sign requests with, instead of those of a profile or the environment. */
	readonly keys?: SigningIdentity;
	/**
	 * The roles to assume, one after the other, before Cognito is called. The first is assumed with the credentials of the
	 * profile or the environment. Default: none.
	 */
	readonly assumeRoles?: readonly AssumeRole[];
	/**
	 * The IDs of the AWS accounts that may be called. With credentials of another account, nothing is read or submitted. Each
	 * run asks AWS STS once for the account. Default: any account.
	 */
	readonly allowedAccountIds?: readonly string[];
	/** The IDs of AWS accounts that must not be called; checked like `allowedAccountIds`. Default: none. */
	readonly forbiddenAccountIds?: readonly string[];
	/**
	 * The endpoint URL to use instead of the Region's: http or https, without a username or password. Default: the AWS SDK's
	 * default, which includes `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER`.
	 */
	readonly endpoint?: string;
	/** How long to wait for a response, in seconds, from 1 to 600. Default: {@link defaultRequestTimeout}. */
	readonly requestTimeout?: number;
	/** Whether to call an endpoint on another machine over plain HTTP. Default: `false`. */
	readonly allowPlainHttp?: boolean;
}

/** The settings of a connection as text; `undefined` if not set. */
export interface ConnectionSettings {
	readonly region?: string | undefined;
	readonly defaultRegion?: string | undefined;
	readonly profile?: string | undefined;
	readonly endpoint?: string | undefined;
	readonly requestTimeout?: string | undefined;
	readonly allowPlainHttp?: boolean | undefined;
}

/** Converts valid settings to a connection, without those that are not set. */
export function toConnection(settings: ConnectionSettings): Connection {
	const { region, defaultRegion, profile, endpoint, requestTimeout, allowPlainHttp } = settings;
	return {
		...(region && { region }),
		...(defaultRegion && { defaultRegion }),
		...(profile && { profile }),
		...(endpoint && { endpoint }),
		...(requestTimeout && { requestTimeout: Number(requestTimeout) }),
		...(allowPlainHttp && { allowPlainHttp }),
	};
}

/**
 * Whether the environment has access keys that are ignored, because it also names a profile and the connection names neither.
 */
export function ignoresKeys({ profile, keys }: Pick<Connection, "profile" | "keys">): boolean {
	const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
	return !profile && !keys && Boolean(AWS_PROFILE && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY);
}

/** The names of AWS Regions: `eu-central-1`, `us-gov-west-1`, `us-isob-east-1`. */
export const regionName = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/**
 * The Region of a user pool by its ID: the part before `_` if that is the name of a Region. A pool of a local emulator may have
 * any ID, hence `undefined`.
 */
export function regionOf(userPoolId: string): string | undefined {
	const [prefix = "", ...rest] = userPoolId.split("_");
	return rest.length > 0 && isRegionName(prefix) ? prefix : undefined;
}

/** The Region to call for a pool; `undefined` leaves it to the AWS SDK's default chain. */
export function regionToCall(
	{ region, defaultRegion }: Pick<Connection, "region" | "defaultRegion">,
	userPoolId: string,
): string | undefined {
	return region ?? regionOf(userPoolId) ?? defaultRegion;
}

export function isRegionName(text: string): boolean {
	return regionName.test(text);
}

/** Below Amazon Cognito's quota of 25, so that the account's applications keep a share of it. */
export const defaultRequestsPerSecond = 20;

/** The rule of a setting that people write as text. */
export interface Setting<T extends string> {
	/** The expected value, worded to follow "is not". */
	readonly expected: string;
	readonly example: string;
	isRight(value: string): value is T;
	/** Whether an invalid value may be printed. Default: always. */
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
	expected: "an http or https URL, without a username or password",
	example: "https://cognito-idp.eu-central-1.amazonaws.com",
	isRight: (value): value is string => URL.canParse(value) && isEndpoint(new URL(value)),
	// A username, a path or a query may be a secret, and a dynamic provider cannot see whether it is marked as one.
	mayPrint: (value) => /^([a-z]+:\/\/)?[\w.:[\]-]*\/?$/i.test(value),
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

/** The rule of a setting with these values; the first is the example. */
export function oneOf<T extends string>(values: readonly T[]): Setting<T> {
	return {
		expected: `one of ${values.map((value) => `\`${value}\``).join(", ")}`,
		example: values[0] ?? "",
		isRight: (value): value is T => values.some((known) => known === value),
	};
}
