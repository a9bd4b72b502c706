/** Where the lifecycle tells people what it did. A front end decides how that reaches their terminal. */
export interface Report {
	/** Something to know that the run goes on with. */
	warn(message: string): void;
}
