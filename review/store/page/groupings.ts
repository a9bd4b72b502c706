import type { CodedColumn } from "./snapshot.ts";

/** The properties to group events by, with their columns; `identity` is the user with the device and the network. */
export const groupColumns = {
	user: ["username"],
	address: ["ip"],
	network: ["network"],
	device: ["device"],
	country: ["country"],
	client: ["client_id"],
	identity: ["username", "device", "network"],
} as const satisfies Record<string, readonly CodedColumn[]>;
export type Grouping = keyof typeof groupColumns;
export const groupings = Object.keys(groupColumns) as Grouping[];

/** The order of groups: by the number of events, or by the number of high and then medium risks. */
export const groupOrders = ["largest", "riskiest"] as const;
export type GroupOrder = (typeof groupOrders)[number];

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
	readonly total: number;
	readonly groups: readonly Group[];
}

export interface GroupQuery {
	readonly by: Grouping;
	readonly order: GroupOrder;
	readonly offset: number;
	readonly limit: number;
}
