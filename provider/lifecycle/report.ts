/** Where the lifecycle tells people what it did. A front end decides how that reaches their terminal. */
export interface Report {
	/** Something worth knowing. */
	info(message: string): void;
	/** Something to act on, that the run goes on with. */
	warn(message: string): void;
	/** How far the run is: shown while it lasts, and not kept. */
	status(message: string): void;
}
