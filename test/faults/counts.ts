/** The results of the runs with one kind of fault. A run is an `up` with the fault and, if it failed, another one. */
export interface FaultCounts {
	/** The fault, such as `throttling: sets` or `the CLI killed: 50 singles`. */
	readonly fault: string;
	readonly runs: number;
	/** Runs that succeeded at once, despite the fault. */
	readonly right: number;
	/** Runs that failed with a clear error and were completed by the next `up`. */
	readonly finished: number;
	/** Decisions in state that the server does not hold, after the last `up`. */
	readonly lost: number;
	/** Decisions whose value on the server differs from the program's, after the last `up`. */
	readonly wrong: number;
	/** Feedback sent although the server already held it, except for requests in flight when the fault struck. */
	readonly sentTwice: number;
}
