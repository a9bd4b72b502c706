/** In seconds. Amazon Cognito answers within one when it is well. */
export const defaultRequestTimeout = 30;

/** How to reach Cognito. What is not given is left to the AWS SDK's own chain of environment variables and files. */
export interface Connection {
	/** The Region for pools whose ID does not begin with one's name. */
	readonly region?: string;
	/** The named profile of the AWS configuration files to take credentials from. */
	readonly profile?: string;
	/** The URL to call in place of the Region's own. */
	readonly endpoint?: string;
	/** How long to wait for an answer, in seconds. Default: {@link defaultRequestTimeout}. */
	readonly requestTimeout?: number;
	/** Whether requests may go over plain HTTP to other machines too. Default: false. */
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
