import type * as pulumi from "@pulumi/pulumi";
// Not from the index of `@pulumi/pulumi`, which also loads the Automation API: programs that do not use it start a fifth of a
// second sooner.
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
	 * Required; 1 to 55 characters: a Region, `_`, letters and digits. Changing it replaces the resource: it submits the
	 * new decision, and Cognito retains the old feedback.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `UserPoolId`.
	 */
	userPoolId: pulumi.Input<string>;
	/**
	 * The user that the event belongs to: the username, the `sub`, or an alias such as the email address. This is personal
	 * data: pass a secret to encrypt it in state. Error messages never print it.
	 *
	 * Required; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it replaces the resource.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `Username`.
	 */
	username: pulumi.Input<string>;
	/**
	 * The ID of the auth event, as shown by `AdminListUserAuthEvents`, the Cognito console and exported logs.
	 *
	 * Required; 1 to 50 letters, digits, `_`, `+` and `-`. Changing it replaces the resource.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `EventId`.
	 */
	eventId: pulumi.Input<string>;
	/**
	 * `Valid`: I trust this session, and Cognito rated its risk too high. `Invalid`: I do not trust this session, and Cognito
	 * rated its risk correctly or too low.
	 *
	 * Required. Changing it updates the resource with one request.
	 *
	 * Source: AWS API reference, AdminUpdateAuthEventFeedback, `FeedbackValue`.
	 */
	feedbackValue: pulumi.Input<FeedbackValue>;
	/**
	 * The reason for the decision, for reviewers, such as a ticket. It is kept in Pulumi's state and never sent.
	 *
	 * Optional; any length, without control characters other than line breaks and tabs. Default: none. Changing it updates the
	 * resource without a request.
	 */
	note?: pulumi.Input<string>;
}

/** The further arguments of {@link AuthEventFeedback.get}. */
export interface AuthEventFeedbackState {
	/**
	 * The user that the event belongs to: the username, the `sub`, or an alias such as the email address.
	 *
	 * Required, because the ID does not contain it; 1 to 128 letters, marks, symbols, numbers and punctuation. Changing it
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
 * - Preview looks up the event of a new decision and shows its evidence as `event`. It fails if the event, the user or
 *   the user pool does not exist. The stack configuration sets what happens if the look-up itself fails
 *   (`cognito-feedback:eventLookup`) and how much evidence is kept (`cognito-feedback:evidence`).
 * - Create and update call `AdminUpdateAuthEventFeedback`. If an administrator has already given the same feedback, the
 *   resource adopts it without a request.
 * - Refresh reads the current feedback, so changes made elsewhere show as drift, and the next update restores the
 *   declared value.
 * - Delete makes no request, because Cognito has no operation to remove feedback. A warning names the retained feedback.
 *
 * The resource's ID is `<userPoolId>/<eventId>`.
 *
 * The pool must be on the Plus feature plan, with threat protection in audit-only or full-function mode. The credentials
 * need the IAM actions `cognito-idp:AdminUpdateAuthEventFeedback` and `cognito-idp:AdminListUserAuthEvents`. Without the
 * second, there is a warning, no evidence, and no drift detection.
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
	/** The feedback value. After a refresh, the one that Cognito holds; absent if it holds none. */
	declare readonly feedbackValue: pulumi.Output<FeedbackValue>;
	/** The note, as declared. */
	declare readonly note: pulumi.Output<string | undefined>;
	/**
	 * The evidence: what Cognito knew of the event when the decision was first declared. This is personal data;
	 * `cognito-feedback:evidence` sets how much is kept. Absent if the event was not looked up.
	 *
	 * @remarks State keeps it as one line among the outputs, and as JSON among the inputs, which policy packs check.
	 */
	declare readonly event: pulumi.Output<Evidence | undefined>;
	/** The time at which Cognito recorded the feedback, in ISO 8601 and UTC. Absent if it could not be read. */
	declare readonly feedbackDate: pulumi.Output<string | undefined>;
	/** Who gave the feedback according to Cognito, such as `Admin`. Absent if it could not be read. */
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

/** Pulumi drops lone surrogates before a provider receives them, so a check could not detect them. */
function refuseLoneSurrogates(name: string, args: AuthEventFeedbackState): void {
	for (const [field, value] of Object.entries(args ?? {})) {
		if (typeof value === "string" && !value.isWellFormed()) {
			// Pulumi prints a RunError without a stack trace.
			throw new RunError(
				`AuthEventFeedback ${quoted(name)}: \`${printable(field)}\` contains a lone surrogate (invalid Unicode); remove it.`,
			);
		}
	}
}

/** Pulumi makes an output of each property named when a resource is registered. */
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
