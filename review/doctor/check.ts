import type { Failure } from "pulumi-cognito-feedback/internal/cognito";
import type { Aws } from "./aws.ts";
import {
	type Blocker,
	blockerOf,
	failureOf,
	inconclusive,
	notChecked,
	type Outcome,
	type Rates,
} from "./outcome.ts";

/** The input of a check. */
export interface Context extends Rates {
	readonly aws: Aws;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly nodeVersion: string;
}

export type Check = (context: Context) => Outcome | Promise<Outcome>;

/** Why the first request failed, if it did, and the check that reports this if no request can succeed. */
export async function firstFailure({
	aws,
}: Context): Promise<{ readonly failure?: Failure; readonly by?: Blocker | undefined }> {
	const failure = await aws.pool().then(() => undefined, failureOf);
	return failure ? { failure, by: blockerOf(failure) } : {};
}

/** Runs a check that only adds information, or makes no request if none can succeed. */
export async function onceReachable(
	context: Context,
	check: (context: Context) => Promise<Outcome>,
): Promise<Outcome> {
	const { by } = await firstFailure(context);
	if (by !== undefined) return notChecked({ kind: "blocked", by });
	return check(context).catch((error) => inconclusive(error));
}
