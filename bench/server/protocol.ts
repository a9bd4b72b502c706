import type { PoolSize } from "../../workbench/pool.ts";
import type { QuotaOptions } from "./quota.ts";

/** The options that a server is started with. */
export interface ServerOptions {
	readonly pool: PoolSize;
	/** Requests above this quota are throttled. Default: no quota. */
	readonly quota?: QuotaOptions;
}

/** An order to the server, which responds with a {@link ServerReport}. */
export type ServerOrder = "reset" | "count";

/** The requests since the last reset. */
export interface ServerReport {
	readonly endpoint: string;
	readonly writes: number;
	readonly reads: number;
	/** The number of them that were throttled. */
	readonly throttled: number;
}
