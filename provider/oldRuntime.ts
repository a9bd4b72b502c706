import { RunError } from "@pulumi/pulumi/errors";

/**
 * Refuses a Node.js that lacks what this package calls, some of it where an error would lose what state has to hold.
 *
 * @throws RunError whose message Pulumi prints without a stack trace.
 */
export function refuseOldNode({ node }: { readonly node: string } = process.versions): void {
	if (Number.parseInt(node, 10) >= 22) return;
	throw new RunError(
		`pulumi-cognito-feedback needs Node.js 22 or newer, and runs on ${node}: install a newer one, and put it first on PATH.`,
	);
}

/** The error of a provider that was not told the stack configuration, as Pulumi's SDK does from 3.139.0 on. */
export function oldPulumi(): RunError {
	return new RunError(
		"pulumi-cognito-feedback needs `@pulumi/pulumi` 3.139.0 or newer, and an older one is installed: install a newer one.",
	);
}
