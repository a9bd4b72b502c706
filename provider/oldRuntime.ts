import { RunError } from "@pulumi/pulumi/errors";
import { oldestPulumi, whyNotNode } from "./neededRuntime";

/**
 * Refuses a Node.js that lacks what this package calls, some of it where an error would lose what state has to hold.
 *
 * @throws RunError whose message Pulumi prints without a stack trace.
 */
export function refuseOldNode({ node }: { readonly node: string } = process.versions): void {
	const reason = whyNotNode(node);
	if (reason !== undefined) throw new RunError(reason);
}

/** The error of a provider that was not told the stack configuration, as Pulumi's SDK does from 3.139.0 on. */
export function oldPulumi(): RunError {
	return new RunError(
		`pulumi-cognito-feedback needs \`@pulumi/pulumi\` ${oldestPulumi} or newer, and an older one is installed: install a newer one.`,
	);
}
