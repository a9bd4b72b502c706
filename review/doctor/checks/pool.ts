import { randomUUID } from "node:crypto";
import { regionOf } from "pulumi-cognito-feedback/internal/cognito";
import type { Aws } from "../aws.ts";
import {
	type Context,
	type Destination,
	failed,
	failureOf,
	firstFailure,
	notChecked,
	type Outcome,
	ok,
	onceReachable,
	refused,
	warning,
} from "../check.ts";

/** Checks that the pool exists, and reports the Region of the requests. */
export async function userPool(context: Context): Promise<Outcome> {
	const { aws } = context;
	const { failure, by } = await firstFailure(context);
	if (failure && by === "userPool") return failed({ kind: "failure", failure });
	return onceReachable(context, async () => {
		const pool = await aws.pool();
		const configured = await aws.configuredRegion();
		const region = aws.region ?? configured ?? "";
		const primary = regionOf(aws.userPoolId);
		const replica = [pool.Arn?.split(":")[3], region].find((each) => each && each !== primary);
		if (replica && primary) return warning({ kind: "replica", region: primary, replica });
		if (configured !== undefined && configured !== region)
			return warning({ kind: "otherRegion", region, configured });
		return ok({ kind: "region", region });
	});
}

export function featurePlan(context: Context): Promise<Outcome> {
	return onceReachable(context, async ({ aws }) => {
		const { UserPoolTier: plan = "unknown" } = await aws.pool();
		if (plan === "PLUS") return ok({ kind: "featurePlan", plan });
		// Only a warning: some pools had threat protection before feature plans existed, and AWS lets them keep it.
		return ((await modeOf(aws)) === "OFF" ? failed : warning)({ kind: "otherPlan", plan });
	});
}

export function threatProtection(context: Context): Promise<Outcome> {
	return onceReachable(context, async ({ aws }) => {
		const mode = await modeOf(aws);
		return mode === "OFF" ? failed({ kind: "threatProtectionOff" }) : ok({ kind: "threatProtection", mode });
	});
}

async function modeOf(aws: Aws): Promise<string> {
	const { UserPoolAddOns } = await aws.pool();
	return UserPoolAddOns?.AdvancedSecurityMode ?? "OFF";
}

export function listUsers(context: Context): Promise<Outcome> {
	// Only needed to list events without naming users.
	const denied = warning({ kind: "mayNotListUsers", action: "cognito-idp:ListUsers" });
	return onceReachable(context, async ({ aws }) => {
		const failure = await aws.anyUser().then(() => undefined, failureOf);
		return failure ? refused(failure, denied) : ok({ kind: "mayListUsers" });
	});
}

export function listAuthEvents(context: Context): Promise<Outcome> {
	const denied = failed({ kind: "notPermitted", action: "cognito-idp:AdminListUserAuthEvents" });
	return onceReachable(context, async ({ aws }) => {
		// Cognito looks for the user only after it has authorized the request, so a missing user proves the permission too.
		const username = (await aws.anyUser().catch(() => undefined)) ?? randomUUID();
		const failure = await aws.readAuthEvent(username).then(() => undefined, failureOf);
		return failure && failure.kind !== "userNotFound"
			? refused(failure, denied)
			: ok({ kind: "mayListAuthEvents" });
	});
}

export function logExport(context: Context): Promise<Outcome> {
	return onceReachable(context, async ({ aws }) => {
		const destinations = (await aws.logConfigurations()).flatMap((each): Destination[] => [
			...(each.CloudWatchLogsConfiguration ? (["CloudWatch Logs"] as const) : []),
			...(each.S3Configuration ? (["Amazon S3"] as const) : []),
			...(each.FirehoseConfiguration ? (["Amazon Data Firehose"] as const) : []),
		]);
		return destinations.length > 0
			? ok({ kind: "logExport", destinations })
			: warning({ kind: "noLogExport" });
	});
}

/** Checks that the account's quotas allow the configured rates. */
export function quotas(context: Context): Promise<Outcome> {
	return onceReachable(context, async ({ aws, requestsPerSecond, listingRequestsPerSecond }) => {
		const [updates, reads] = await Promise.all(
			["UserResourceUpdate", "UserResourceRead"].map((category) => knownQuota(aws, category)),
		);
		if (updates === undefined && reads === undefined)
			return notChecked({ kind: "unsupported", operation: "GetProvisionedLimit" });
		const known = { ...(updates !== undefined && { updates }), ...(reads !== undefined && { reads }) };
		const isLow = requestsPerSecond > (updates ?? Infinity) || listingRequestsPerSecond > (reads ?? Infinity);
		return isLow
			? warning({ kind: "lowQuotas", ...known, requestsPerSecond, listingRequestsPerSecond })
			: ok({ kind: "quotas", ...known });
	});
}

/** A quota; `undefined` if Cognito does not know the category, because its documentation does not list their names. */
function knownQuota(aws: Aws, category: string): Promise<number | undefined> {
	return aws.quota(category).catch((error) => {
		if (["invalidParameter", "notFound"].includes(failureOf(error).kind)) return undefined;
		throw error;
	});
}
