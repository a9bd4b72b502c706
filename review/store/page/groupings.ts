/** The properties to group events by; `identity` is the user with the device and the network. */
export const groupings = ["user", "address", "network", "device", "country", "client", "identity"] as const;
export type Grouping = (typeof groupings)[number];

/** The order of groups: by the number of events, or by the number of high and then medium risks. */
export const groupOrders = ["largest", "riskiest"] as const;
export type GroupOrder = (typeof groupOrders)[number];

/** A summary of a group's events. */
export interface Group {
	readonly key: readonly (number | null)[];
	/** The values that the events share; `null` if they have no value. */
	readonly values: readonly (string | null)[];
	readonly count: number;
	/** The number of events of each risk, in the order of `risks`. */
	readonly risks: readonly number[];
	/** The times of the first and the last event, in milliseconds since 1970. */
	readonly first: number | null;
	readonly last: number | null;
	/** The number of events by feedback: the decision in the file, or else the feedback in Cognito. */
	readonly valid: number;
	readonly invalid: number;
}

export interface GroupPage {
	/** The number of all groups. */
	readonly total: number;
	readonly groups: readonly Group[];
}

export interface GroupQuery {
	readonly by: Grouping;
	readonly order: GroupOrder;
	readonly offset: number;
	readonly limit: number;
}
