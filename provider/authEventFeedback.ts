import * as pulumi from "@pulumi/pulumi";
import type { FeedbackValue } from "./cognito/rules";
import { providerModule } from "./dynamic/providerModule";

/** The arguments of {@link AuthEventFeedback}. */
export interface AuthEventFeedbackArgs {
	/**
	 * The ID of the user pool, such as `eu-central-1_AbCdEf123`. The part before `_` is the Region to call.
	 *
	 * Required; 1 to 55 characters: a Region, `_`, letters and digits. Changing it replaces the resource: the new
	 * decision is submitted, and the old feedback stays in Cognito.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `UserPoolId`.
	 */
	userPoolId: pulumi.Input<string>;
	/**
	 * The user that the event belongs to: the username, the `sub`, or an alias such as the email address. Personal
	 * data: pass a secret to have it encrypted in state; error messages never print it.
	 *
	 * Required; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it replaces the resource.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `Username`.
	 */
	username: pulumi.Input<string>;
	/**
	 * The ID of the auth event, as `AdminListUserAuthEvents`, the Cognito console and the exported logs show it.
	 *
	 * Required; 1 to 50 letters, digits, `_`, `+` and `-`. Changing it replaces the resource.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `EventId`.
	 */
	eventId: pulumi.Input<string>;
	/**
	 * `Valid`: I trust this session, its risk was rated too high. `Invalid`: I do not trust this session, its risk was
	 * rated rightly or too low.
	 *
	 * Required. Changing it updates the resource with one request.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `FeedbackValue`.
	 */
	feedbackValue: pulumi.Input<FeedbackValue>;
	/**
	 * Why, for whoever reviews the decision: a ticket, a word from the user. Kept in Pulumi's state and never sent.
	 *
	 * Optional; any length. Changing it updates the resource without a request.
	 */
	note?: pulumi.Input<string>;
}

/**
 * Feedback on one Amazon Cognito authentication event: an administrator's decision on whether a sign-in that threat
 * protection rated was really the user.
 *
 * Creating and updating call `AdminUpdateAuthEventFeedback`. Deleting makes no request, since Cognito has no operation
 * that takes feedback back: a warning says what stays. The resource's ID is `<userPoolId>/<eventId>`.
 *
 * The pool must be on the Plus feature plan with threat protection in audit-only or full-function mode, and the
 * credentials need the IAM action `cognito-idp:AdminUpdateAuthEventFeedback`.
 *
 * @example
 * ```ts
 * new AuthEventFeedback("berlin", {
 *     userPoolId: "eu-central-1_AbCdEf123",
 *     username: "alice",
 *     eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
 *     feedbackValue: "Valid",
 *     note: "Travelling, TICKET-123",
 * });
 * ```
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback; Pulumi docs, "Dynamic resource providers".
 */
export class AuthEventFeedback extends pulumi.CustomResource {
	/** The ID of the user pool, as declared. */
	declare readonly userPoolId: pulumi.Output<string>;
	/** The username, as declared. */
	declare readonly username: pulumi.Output<string>;
	/** The ID of the auth event, as declared. */
	declare readonly eventId: pulumi.Output<string>;
	/** The feedback value, as declared. */
	declare readonly feedbackValue: pulumi.Output<FeedbackValue>;
	/** The note, as declared. */
	declare readonly note: pulumi.Output<string | undefined>;

	/**
	 * @param name The name of the resource in the Pulumi program.
	 * @param args The decision. Every field may be an output of another resource.
	 * @param opts Pulumi's resource options. `import` does not work with dynamic providers: declare the decision.
	 */
	constructor(name: string, args: AuthEventFeedbackArgs, opts?: pulumi.CustomResourceOptions) {
		super(
			"pulumi-nodejs:dynamic/cognito:AuthEventFeedback",
			name,
			{ note: undefined, ...args, __provider: providerModule("authEventFeedback") },
			opts,
		);
	}
}
