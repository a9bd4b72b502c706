import { printableLines } from "../cognito/printable";
import type { CheckFailure } from "../lifecycle/failure";

/** Failures as Pulumi is to print them, which prints them as they are. */
export function toPrint(failures: readonly CheckFailure[]): CheckFailure[] {
	return failures.map(({ reason, ...rest }) => ({ ...rest, reason: printableLines(reason) }));
}
