/** What Pulumi prints for an input that cannot be taken. */
export interface CheckFailure {
	/** The property concerned. Left out where Pulumi must not print the value: it does even for a secret. */
	readonly property?: string;
	readonly reason: string;
}
