import type { Failure } from "pulumi-cognito-feedback/internal/cognito";
import { type Aws, type Identity, isLocalEndpoint } from "../aws.ts";
import {
	blockerOf,
	type Context,
	failed,
	failureOf,
	firstFailure,
	inconclusive,
	notChecked,
	type Outcome,
	ok,
	warning,
} from "../check.ts";

const submitting = "cognito-idp:AdminUpdateAuthEventFeedback";

export async function credentials(context: Context): Promise<Outcome> {
	const { aws } = context;
	const { failure: first, by } = await firstFailure(context);
	if (first && by === "credentials") return failed({ kind: "failure", failure: first });
	try {
		const { account, principal } = await aws.identity();
		return ok({ kind: "identity", account, principal });
	} catch (error) {
		const failure = failureOf(error);
		const local = ofLocal(aws, failure);
		if (local || blockerOf(failure) === "credentials") return local ?? failed({ kind: "failure", failure });
		return notChecked(by === undefined ? { kind: "failure", failure } : { kind: "blocked", by });
	}
}

/** Asks IAM whether submitting feedback is allowed, without submitting any. */
export async function submitFeedback(context: Context): Promise<Outcome> {
	const { aws } = context;
	const identity = await aws.identity().catch(failureOf);
	if ("kind" in identity) return ofLocal(aws, identity) ?? notChecked({ kind: "blocked", by: "credentials" });
	const { principal, policySource } = identity;
	if (policySource === undefined) return notChecked({ kind: "cannotSimulate", principal });
	const { by } = await firstFailure(context);
	if (by !== undefined) return notChecked({ kind: "blocked", by });
	try {
		const decision = await simulated(aws, identity, policySource);
		if (decision === "allowed") return ok({ kind: "maySubmit" });
		// Only a warning: a role for previews lacks the permission on purpose, and a simulation does not cover session policies
		// and some others.
		return warning({ kind: "mayNotSubmit", action: submitting, decision: decision ?? "implicitDeny" });
	} catch (error) {
		return ofLocal(aws, failureOf(error)) ?? inconclusive(error, "iam");
	}
}

async function simulated(
	aws: Aws,
	{ account, partition, principal }: Identity,
	policySource: string,
): Promise<string | undefined> {
	const pool = await aws.pool().catch(() => undefined);
	const region = aws.region ?? (await aws.configuredRegion());
	const resource =
		pool?.Arn ?? `arn:${partition}:cognito-idp:${region}:${account}:userpool/${aws.userPoolId}`;
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

/** The outcome if AWS is not asked because Cognito is a local server. */
function ofLocal({ host = "" }: Aws, failure: Failure): Outcome | undefined {
	return isLocalEndpoint(failure) ? notChecked({ kind: "localEndpoint", host }) : undefined;
}
