/** In seconds. Amazon Cognito answers within one when it is well. */
export const defaultRequestTimeout = 30;

/** How to reach Cognito. What is not given is left to the AWS SDK's own chain of environment variables and files. */
export interface Connection {
	/** The Region of pools whose ID does not begin with one's name. Default: the AWS SDK's own chain. */
	readonly region?: string;
	/** The profile of the AWS configuration files to take credentials from. Default: the AWS SDK's own chain. */
	readonly profile?: string;
	/**
	 * The URL to call in place of the Region's own: http or https, without a user and a password. Default: the AWS SDK's
	 * own chain, `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` included.
	 */
	readonly endpoint?: string;
	/** How long to wait for an answer, in seconds, from 1 to 600. Default: {@link defaultRequestTimeout}. */
	readonly requestTimeout?: number;
	/** Whether an endpoint of plain HTTP on another machine is called all the same. Default: false. */
	readonly allowPlainHttp?: boolean;
}

/** A connection as people set it: in text, and `undefined` where they do not. */
export interface ConnectionSettings {
	readonly region?: string | undefined;
	readonly profile?: string | undefined;
	readonly endpoint?: string | undefined;
	readonly requestTimeout?: string | undefined;
	readonly allowPlainHttp?: boolean | undefined;
}

/** Settings that are right, as a connection: what is not set is not in it. */
export function toConnection(settings: ConnectionSettings): Connection {
	const { region, profile, endpoint, requestTimeout, allowPlainHttp } = settings;
	return {
		...(region && { region }),
		...(profile && { profile }),
		...(endpoint && { endpoint }),
		...(requestTimeout && { requestTimeout: Number(requestTimeout) }),
		...(allowPlainHttp && { allowPlainHttp }),
	};
}

/** `eu-central-1`, `us-gov-west-1`, `us-isob-east-1`: how AWS names Regions. */
const regionName = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/**
 * The Region that a user pool lies in, by its ID: the part before `_` where that is a Region's name. A pool of a
 * local emulator may be called anything, hence `undefined`.
 */
export function regionOf(userPoolId: string): string | undefined {
	const [prefix = "", ...rest] = userPoolId.split("_");
	return rest.length > 0 && isRegionName(prefix) ? prefix : undefined;
}

export function isRegionName(text: string): boolean {
	return regionName.test(text);
}
