/** State as `pulumi stack export` shows it. */
export interface StackExport {
	readonly deployment: {
		readonly resources?: StateResource[];
		readonly pending_operations?: PendingOperation[];
	};
}

/** A resource in it. */
export interface StateResource {
	readonly type: string;
	readonly urn: string;
	readonly id?: string;
	readonly inputs?: Record<string, unknown>;
	readonly outputs?: Record<string, unknown>;
}

/** What an ended run had under way. */
export interface PendingOperation {
	/** Such as `creating`. */
	readonly type: string;
	readonly resource: StateResource;
}
