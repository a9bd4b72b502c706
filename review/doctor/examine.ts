import type { Check, Context, Outcome } from "./check.ts";
import { credentials, submitFeedback } from "./checks/account.ts";
import { certificates, clock, connection, node, proxy, pulumi } from "./checks/machine.ts";
import {
	featurePlan,
	listAuthEvents,
	listUsers,
	logExport,
	quotas,
	threatProtection,
	userPool,
} from "./checks/pool.ts";

/** In the order in which they are reported: this machine, then AWS, then the user pool. */
const checks = {
	...{ node, pulumi, proxy, certificates, connection, clock, credentials, userPool, featurePlan },
	...{ threatProtection, listUsers, listAuthEvents, submitFeedback, logExport, quotas },
} satisfies Readonly<Record<string, Check>>;

export type CheckId = keyof typeof checks;

export interface CheckResult extends Outcome {
	readonly check: CheckId;
}

/** Runs all checks concurrently. */
export function examine(context: Context): Promise<CheckResult[]> {
	const ids = Object.keys(checks) as CheckId[];
	return Promise.all(ids.map(async (check) => ({ check, ...(await checks[check](context)) })));
}
