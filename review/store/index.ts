/** The store of events: the only module that uses DuckDB. */

export { type AddressRange, addressRange } from "./address.ts";
export {
	eventsById,
	type Order,
	orderNames,
	type StoredEvent,
	storedEvents,
} from "./events.ts";
export {
	type Condition,
	conditionOf,
	type EventFilter,
	type RiskLevel,
	type UserSays,
	userSays,
} from "./filter.ts";
export { removeStores, type StoreKey, storesFolder } from "./folder.ts";
export { openStore, type StoreOptions } from "./open.ts";
export { type Snapshot, takeSnapshot } from "./page/snapshot.ts";
export {
	addReadings,
	nothingRead,
	type Reading,
	type Skipped,
	type SkipReason,
} from "./reading.ts";
export { Parameters, type SqlValue } from "./sql.ts";
export { type Coverage, Store, type StoreNotice } from "./store.ts";
export { asStoreError, StoreError, type StoreProblem } from "./storeError.ts";
