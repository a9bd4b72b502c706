/** What came of a number of runs with one kind of fault. A run is an `up` with the fault and, if that failed, another. */
export interface FaultCounts {
	/** What was done to the run, such as `throttling: sets` or `the CLI killed: 50 singles`. */
	readonly fault: string;
	readonly runs: number;
	/** Runs that ended right at once, in spite of the fault. */
	readonly right: number;
	/** Runs that ended with a clear error and were finished by the next `up`. */
	readonly finished: number;
	/** Decisions that state claims and the server does not hold, after the last `up`. */
	readonly lost: number;
	/** Decisions of which the server holds another value than the program declares, after the last `up`. */
	readonly wrong: number;
	/** Feedback sent though the server already held it, beyond what was in flight when the fault struck. */
	readonly sentTwice: number;
}
