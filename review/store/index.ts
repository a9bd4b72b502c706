/** The store of events: the only module that uses DuckDB. */

export { type AddressRange, addressRange } from "./address.ts";
export { eventsById, type Order, orderNames, type StoredEvent, storedEvents } from "./events.ts";
export * from "./filter.ts";
export { privateFolder, removeStores, type StoreKey, storesFolder } from "./folder.ts";
export { openStore } from "./open.ts";
export { type Snapshot, takeSnapshot } from "./page/snapshot.ts";
export * from "./reading.ts";
export { type SqlValue, timestamp } from "./sql.ts";
export type { Store, StoreNotice } from "./store.ts";
export * from "./storeError.ts";
