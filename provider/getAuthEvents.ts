import type * as pulumi from "@pulumi/pulumi";
import { Config } from "@pulumi/pulumi/config";
import { RunError } from "@pulumi/pulumi/errors";
import * as log from "@pulumi/pulumi/log";
import { output } from "@pulumi/pulumi/output";
import { readConfiguration, stackWords, unusedIn } from "./adapters/configuration.ts";
import { listAuthEvents } from "./adapters/listAuthEvents.ts";
import { noticeMessage } from "./adapters/messages.ts";
import { StepError } from "./adapters/stepError.ts";
import type { AuthEvent } from "./cognito/authEvent.ts";
import type { AuthEventFilter } from "./cognito/listEvents.ts";
import { connect } from "./cognito/rateLimited.ts";
import { warnOfUnused } from "./lifecycle/lookUp.ts";
import type { Notice } from "./lifecycle/notices.ts";

/** Warnings already reported for each connection: a program may list the events of many users. */
const reportedOf = new WeakMap<object, Set<Notice["kind"]>>();

/** The arguments of {@link getAuthEvents}. */
export interface GetAuthEventsArgs {
	/**
	 * The ID of the user pool, such as `eu-central-1_AbCdEf123`. The part before `_` is the Region to call.
	 *
	 * Required; 1 to 55 characters: a Region, `_`, letters and digits. Changing it lists events of another pool.
	 *
	 * Source: AWS API reference, AdminListUserAuthEvents, `UserPoolId`.
	 */
	userPoolId: string;
	/**
	 * The user whose events to list: the username, the `sub`, or an alias such as the email address.
	 *
	 * Required; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it lists another user's events.
	 *
	 * Source: AWS API reference, AdminListUserAuthEvents, `Username`.
	 */
	username: string;
	/**
	 * The events to return: those that match all fields of the filter.
	 *
	 * Optional. Default: all events. Changing it lists other events in the next preview or `up`, and so changes the decisions
	 * that a program makes from the list.
	 */
	filter?: AuthEventFilter;
}

/** The arguments of {@link getAuthEventsOutput}: those of {@link getAuthEvents}, as inputs. */
export type GetAuthEventsOutputArgs = {
	// Field by field, so that editors show the same documentation for both.
	[Field in keyof GetAuthEventsArgs]: pulumi.Input<GetAuthEventsArgs[Field]>;
};

/**
 * Lists a user's authentication events, newest first, with their risk ratings. It uses the same stack configuration as
 * the resources.
 *
 * Each request reads at most 60 events, and reading stops at the filter's `limit` and `since`. The credentials need the
 * IAM action `cognito-idp:AdminListUserAuthEvents`.
 *
 * Source: AWS API reference, AdminListUserAuthEvents.
 *
 * @throws if an argument breaks a rule of the API, the user or the pool does not exist, or the request fails.
 *
 * @example
 * ```ts
 * const events = await getAuthEvents({
 *     userPoolId: "eu-central-1_AbCdEf123",
 *     username: "alice",
 *     filter: { riskLevelAtLeast: "Medium", unreviewed: true },
 * });
 * ```
 */
export async function getAuthEvents(args: GetAuthEventsArgs): Promise<AuthEvent[]> {
	const configuration = readConfiguration(stackConfiguration, stackWords("aws"));
	const cognito = connect(configuration);
	const warn = (text: string) => void log.warn(text);
	const reported = reportedOf.get(cognito) ?? new Set();
	reportedOf.set(cognito, reported);
	const report = (notice: Notice) => warn(noticeMessage(notice, configuration.words).text);
	// A JavaScript program may pass arguments of any type.
	warnOfUnused({ ...unusedIn(configuration), reported, report }, String(args.userPoolId));
	try {
		return await listAuthEvents({ ...configuration, cognito, warn }, { ...args });
	} catch (error) {
		// Pulumi prints a RunError without a stack trace.
		throw error instanceof StepError ? new RunError(error.message) : error;
	}
}

/** Like {@link getAuthEvents}, but accepts outputs of resources as arguments. If one is secret, so is the result. */
export function getAuthEventsOutput(args: GetAuthEventsOutputArgs): pulumi.Output<AuthEvent[]> {
	return output(args).apply((known) => getAuthEvents(known as GetAuthEventsArgs));
}

function stackConfiguration(key: string): string | undefined {
	const [namespace, name = ""] = key.split(":");
	return new Config(namespace).get(name);
}
