import type { Check, Context } from "./check.ts";
import { type CheckId, checkIds } from "./checkIds.ts";
import { credentials, submitFeedback } from "./checks/account.ts";
import { certificates, node, pulumi } from "./checks/machine.ts";
import { clock, connection, proxy } from "./checks/network.ts";
import {
	featurePlan,
	listAuthEvents,
	listUsers,
	logExport,
	quotas,
	threatProtection,
	userPool,
} from "./checks/pool.ts";
import type { Outcome } from "./outcome.ts";

const checks: Readonly<Record<CheckId, Check>> = {
	...{ node, pulumi, proxy, certificates, connection, clock, credentials, userPool, featurePlan },
	...{ threatProtection, listUsers, listAuthEvents, submitFeedback, logExport, quotas },
};

export interface CheckResult extends Outcome {
	readonly check: CheckId;
}

/** Runs all checks concurrently. */
export function examine(context: Context): Promise<CheckResult[]> {
	return Promise.all(checkIds.map(async (check) => ({ check, ...(await checks[check](context)) })));
}
