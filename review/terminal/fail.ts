import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { SourceNameError } from "../sources/open.ts";
import { errorMessage } from "./messages.ts";

/** Invalid usage: exit code 2. All other failures have exit code 1. */
export class UsageError extends Error {}

/** Reports a failure without a stack trace, and sets the exit code. */
export function fail(error: unknown): void {
	const isUsage = error instanceof UsageError || error instanceof SourceNameError;
	const message = errorMessage(error);
	process.stderr.write(errorLine(isUsage ? `${message} (see --help)` : message));
	process.exitCode = isUsage ? 2 : 1;
}

export function errorLine(text: string): string {
	const lines = text.trimEnd().split("\n").map(printable);
	return `cognito-feedback: ${lines.join("\n")}\n`;
}
