/** What events are grouped by; `identity` is the user with the device and the network. */
export const groupings = ["user", "address", "network", "device", "country", "client", "identity"] as const;
export type Grouping = (typeof groupings)[number];

/** Which groups come first: of most events, or of most high and then medium risks. */
export const groupOrders = ["largest", "riskiest"] as const;
export type GroupOrder = (typeof groupOrders)[number];

/** What is known of a group's events. */
export interface Group {
	readonly key: readonly (number | null)[];
	/** The values that its events share; `null` where they have none. */
	readonly values: readonly (string | null)[];
	readonly count: number;
	/** How many of each risk, in the order of `risks`. */
	readonly risks: readonly number[];
	/** The first and the last time, in milliseconds since 1970. */
	readonly first: number | null;
	readonly last: number | null;
	/** The events by feedback: the decision in the file, or else the feedback in Cognito. */
	readonly valid: number;
	readonly invalid: number;
}

export interface GroupPage {
	/** How many groups there are. */
	readonly total: number;
	readonly groups: readonly Group[];
}

export interface GroupQuery {
	readonly by: Grouping;
	readonly order: GroupOrder;
	readonly offset: number;
	readonly limit: number;
}
