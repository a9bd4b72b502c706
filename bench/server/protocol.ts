import type { PoolSize } from "../../workbench/pool.ts";
import type { QuotaOptions } from "./quota.ts";

/** What a server is started with. */
export interface ServerOptions {
	readonly pool: PoolSize;
	/** Requests above it are throttled. Without it every request is answered at once. */
	readonly quota?: QuotaOptions;
}

/** What the server is told to do; it answers each with a {@link ServerReport}. */
export type ServerOrder = "reset" | "count";

/** The requests since the last reset. */
export interface ServerReport {
	readonly endpoint: string;
	readonly writes: number;
	readonly reads: number;
	/** Those of them that were refused for going too fast. */
	readonly throttled: number;
}
