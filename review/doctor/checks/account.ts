import { isLocalEndpoint } from "../aws.ts";
import type { Context } from "../check.ts";
import type { Identity } from "../identity.ts";
import {
	blockerOf,
	failed,
	failureOf,
	inconclusive,
	notChecked,
	type Outcome,
	ok,
	warning,
} from "../outcome.ts";
import { blocker } from "./network.ts";

const submitting = "cognito-idp:AdminUpdateAuthEventFeedback";

export async function credentials(context: Context): Promise<Outcome> {
	const { aws } = context;
	const by = await blocker(context);
	if (by === "credentials") {
		const refused = await aws.pool().then(() => undefined, failureOf);
		if (refused) return failed({ kind: "failure", failure: refused });
	}
	try {
		const { account, principal } = await aws.identity();
		return ok({ kind: "identity", account, principal });
	} catch (error) {
		const failure = failureOf(error);
		if (isLocalEndpoint(failure)) return notChecked({ kind: "localEndpoint", host: aws.host ?? "" });
		if (blockerOf(failure) === "credentials") return failed({ kind: "failure", failure });
		return notChecked(by === undefined ? { kind: "failure", failure } : { kind: "blocked", by });
	}
}

/** Asks IAM whether submitting feedback is allowed, without submitting any. */
export async function submitFeedback(context: Context): Promise<Outcome> {
	const { aws } = context;
	let identity: Identity;
	try {
		identity = await aws.identity();
	} catch (error) {
		return isLocalEndpoint(failureOf(error))
			? notChecked({ kind: "localEndpoint", host: aws.host ?? "" })
			: notChecked({ kind: "blocked", by: "credentials" });
	}
	const { principal, policySource } = identity;
	if (policySource === undefined) return notChecked({ kind: "cannotSimulate", principal });
	const by = await blocker(context);
	if (by !== undefined) return notChecked({ kind: "blocked", by });
	try {
		const decision = await simulated(context, identity, policySource);
		if (decision === "allowed") return ok({ kind: "maySubmit" });
		// Only a warning: a role for previews lacks the permission on purpose, and a simulation does not cover session policies
		// and some others.
		return warning({ kind: "mayNotSubmit", action: submitting, decision: decision ?? "implicitDeny" });
	} catch (error) {
		if (isLocalEndpoint(failureOf(error))) return notChecked({ kind: "localEndpoint", host: aws.host ?? "" });
		return inconclusive(error, "iam");
	}
}

async function simulated(
	{ aws }: Context,
	{ account, partition, principal }: Identity,
	policySource: string,
): Promise<string | undefined> {
	const pool = await aws.pool().catch(() => undefined);
	const region = aws.region ?? (await aws.configuredRegion());
	const resource =
		pool?.arn ?? `arn:${partition}:cognito-idp:${region}:${account}:userpool/${aws.userPoolId}`;
	try {
		return await aws.simulate(policySource, submitting, resource);
	} catch (error) {
		const { code = "" } = failureOf(error);
		if (principal.type !== "role" || !code.startsWith("NoSuchEntity")) throw error;
		// The role has a path, like those of IAM Identity Center.
		const arn = await aws.roleArn(principal.role);
		if (arn === undefined) throw error;
		return aws.simulate(arn, submitting, resource);
	}
}
