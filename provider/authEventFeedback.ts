import type * as pulumi from "@pulumi/pulumi";
// Not from the index of `@pulumi/pulumi`, which loads the Automation API too: a program that has no need of it starts
// a fifth of a second sooner.
import { RunError } from "@pulumi/pulumi/errors";
import { CustomResource } from "@pulumi/pulumi/resource";
import { internalProperties, refuseProvider } from "./adapters/dynamic/declare.ts";
import { unpackEvidence } from "./adapters/dynamic/packing.ts";
import { keepProgramFrames } from "./adapters/dynamic/programFrames.ts";
import { typeTokens } from "./adapters/typeTokens.ts";
import type { Evidence } from "./cognito/evidence.ts";
import { printable, quoted } from "./cognito/printable.ts";
import type { FeedbackValue } from "./cognito/rules.ts";

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
	 * Required; one of these two. Changing it updates the resource with one request.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `FeedbackValue`.
	 */
	feedbackValue: pulumi.Input<FeedbackValue>;
	/**
	 * The reason for the decision, for reviewers: a ticket, a word from the user. Kept in Pulumi's state and never sent.
	 *
	 * Optional; any length, without control characters except for lines and tabs. Default: none. Changing it updates the
	 * resource without a request.
	 *
	 * Source: this package; no operation of Cognito takes a note.
	 */
	note?: pulumi.Input<string>;
}

/** What {@link AuthEventFeedback.get} needs beyond the ID. */
export interface AuthEventFeedbackState {
	/**
	 * The user that the event belongs to: the username, the `sub`, or an alias such as the email address.
	 *
	 * Required, since the ID does not hold it; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it
	 * reads the event again, for the new user.
	 *
	 * Source: AWS API reference, AdminListUserAuthEvents, `Username`.
	 */
	username: pulumi.Input<string>;
}

/**
 * Feedback on one Amazon Cognito authentication event: an administrator's decision on whether a sign-in that threat
 * protection rated was really the user.
 *
 * - A preview looks a new decision's event up and shows what Cognito knows of it as `event`. An event, user or user
 *   pool that does not exist fails there. `cognito-feedback:eventLookup` in the stack configuration sets what happens
 *   when the look-up fails, and `cognito-feedback:evidence` how much of it is kept.
 * - Creating and updating call `AdminUpdateAuthEventFeedback`; existing feedback of an administrator is adopted
 *   without a request.
 * - A refresh reads the event's real feedback, so changes made elsewhere show as drift, and the next update restores
 *   the declared value.
 * - Deleting makes no request, because Cognito has no operation to remove feedback; a warning lists what is retained.
 *
 * The resource's ID is `<userPoolId>/<eventId>`.
 *
 * The pool must be on the Plus feature plan with threat protection in audit-only or full-function mode. The credentials
 * need the IAM actions `cognito-idp:AdminUpdateAuthEventFeedback` and `cognito-idp:AdminListUserAuthEvents`; without
 * the second there is a warning, no evidence, and drift is not detected.
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback and AdminListUserAuthEvents.
 *
 * @remarks A dynamic resource. Source: Pulumi docs, "Dynamic resource providers".
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
 */
export class AuthEventFeedback extends CustomResource {
	/** The ID of the user pool. */
	declare readonly userPoolId: pulumi.Output<string>;
	/** The username, as declared. */
	declare readonly username: pulumi.Output<string>;
	/** The ID of the auth event. */
	declare readonly eventId: pulumi.Output<string>;
	/** The feedback value; after a refresh the one that Cognito holds, which is missing where it holds none. */
	declare readonly feedbackValue: pulumi.Output<FeedbackValue>;
	/** The note, as declared. */
	declare readonly note: pulumi.Output<string | undefined>;
	/**
	 * What Cognito knew of the event when the decision was first declared. Personal data: `cognito-feedback:evidence`
	 * sets how much of it is kept. Missing where the event was not looked up.
	 *
	 * @remarks State has it as a line among the outputs, and as JSON among the inputs, which policy packs check.
	 */
	declare readonly event: pulumi.Output<Evidence | undefined>;
	/** When Cognito recorded the feedback, as ISO 8601 in UTC. Missing where it could not be read. */
	declare readonly feedbackDate: pulumi.Output<string | undefined>;
	/** From whom Cognito has the feedback, such as `Admin`. Missing where it could not be read. */
	declare readonly feedbackProvider: pulumi.Output<string | undefined>;

	/**
	 * Declares a decision.
	 *
	 * @param name The name of the resource in the Pulumi program.
	 * @param args The decision. Every field may be an output of another resource.
	 * @param opts Pulumi's resource options. `import` does not work with dynamic providers: declare the decision, and
	 *   existing administrator feedback is adopted.
	 */
	constructor(name: string, args: AuthEventFeedbackArgs, opts?: pulumi.CustomResourceOptions);
	/** @internal */
	constructor(name: string, args: AuthEventFeedbackState, opts?: pulumi.CustomResourceOptions);
	constructor(name: string, args: AuthEventFeedbackState, opts?: pulumi.CustomResourceOptions) {
		refuseProvider("AuthEventFeedback", name, opts);
		refuseLoneSurrogates(name, args);
		const end = keepProgramFrames();
		try {
			super(
				typeTokens.dynamic.single,
				name,
				{ ...outputs, ...args, ...internalProperties("single", name, Object.values(args ?? {})) },
				opts,
			);
		} finally {
			end();
		}
		this.event = this.event.apply((stored) => unpackEvidence(stored));
	}

	/**
	 * Gets the feedback that an event carries, without managing it.
	 *
	 * @param name The name of the resource in the Pulumi program.
	 * @param id `<userPoolId>/<eventId>`.
	 * @param state The user that the event belongs to.
	 * @param opts Pulumi's resource options.
	 * @throws when the event, the user or the user pool does not exist, or may not be read.
	 *
	 * Source: AWS API reference, AdminListUserAuthEvents; Pulumi docs, "Resource get functions".
	 */
	static get(
		name: string,
		id: pulumi.Input<pulumi.ID>,
		state: AuthEventFeedbackState,
		opts?: pulumi.CustomResourceOptions,
	): AuthEventFeedback {
		return new AuthEventFeedback(name, state, { ...opts, id });
	}
}

/** Pulumi drops lone surrogates on the way to a provider, where a check could not detect them. */
function refuseLoneSurrogates(name: string, args: AuthEventFeedbackState): void {
	for (const [field, value] of Object.entries(args ?? {})) {
		if (typeof value === "string" && !value.isWellFormed()) {
			// Pulumi prints the message of a RunError, and a stack trace with any other.
			throw new RunError(
				`AuthEventFeedback ${quoted(name)}: \`${printable(field)}\` contains a lone surrogate (invalid Unicode); remove it.`,
			);
		}
	}
}

/** Pulumi makes an output of each property that is named at the resource's registration. */
const outputs = {
	userPoolId: undefined,
	username: undefined,
	eventId: undefined,
	feedbackValue: undefined,
	note: undefined,
	event: undefined,
	feedbackDate: undefined,
	feedbackProvider: undefined,
};
