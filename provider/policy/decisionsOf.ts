import { setCodec, singleCodec } from "../adapters/codecs.ts";
import { unpack } from "../adapters/dynamic/packing.ts";
import { typeTokens } from "../adapters/typeTokens.ts";
import type { Evidence } from "../cognito/evidence.ts";
import type { Decision, StoredDecision } from "../lifecycle/decision.ts";

/** A resource as a policy receives it, such as `ResourceValidationArgs` or `PolicyResource` of `@pulumi/policy`. */
export interface DeclaredResource {
	/** The resource's type token. */
	readonly type: string;
	/** Its inputs in a resource policy, its outputs in a stack policy. */
	readonly props: Readonly<Record<string, unknown>>;
}

/** A decision that a program declares, with an `AuthEventFeedback` or in an `AuthEventFeedbackSet`. */
export interface DeclaredDecision extends Decision {
	/**
	 * What Cognito knew of the event when the decision was made. Missing if the event was not looked up or its evidence is not
	 * kept, which depends on `cognito-feedback:eventLookup` and `cognito-feedback:evidence` in the stack configuration and on
	 * the permission to list events.
	 */
	readonly evidence?: Evidence;
}

/**
 * Gets the decisions that a resource declares, for a policy to check: one from an `AuthEventFeedback`, all from an
 * `AuthEventFeedbackSet`, and none from any other resource. They are the same for the dynamic provider and the plugin.
 *
 * Values from other resources may be unknown in a preview: Pulumi then reports that it cannot run the policy yet, and runs it
 * in `pulumi up`. Policies receive secrets as plain text, including secret usernames: keep them out of messages.
 *
 * @param resource The first argument of `validateResource`, or a resource of `validateStack`.
 *
 * @example
 * ```ts
 * const policy: ResourceValidationPolicy = {
 *     name: "high-risk-valid-needs-note",
 *     description: "`Valid` on a high-risk sign-in requires a note.",
 *     enforcementLevel: "mandatory",
 *     validateResource: (resource, report) => {
 *         for (const { eventId, feedbackValue, note, evidence } of decisionsOf(resource)) {
 *             if (evidence?.riskLevel === "High" && feedbackValue === "Valid" && !note) report(`${eventId} has no note.`);
 *         }
 *     },
 * };
 * ```
 *
 * Source: Pulumi docs, "Policy authoring".
 */
export function decisionsOf({ type, props }: DeclaredResource): DeclaredDecision[] {
	switch (type) {
		case typeTokens.dynamic.single:
		case typeTokens.plugin.single:
			return [declared(singleCodec.decodeStored(unpack(props)))];
		case typeTokens.dynamic.set:
		case typeTokens.plugin.set: {
			const { userPoolId, decisions = new Map() } = setCodec.decodeStored(unpack(props));
			return [...decisions].map(([eventId, member]) => declared({ ...member, userPoolId, eventId }));
		}
		default:
			return [];
	}
}

function declared({
	feedbackDate: _,
	feedbackProvider: __,
	...decision
}: Partial<StoredDecision>): DeclaredDecision {
	return decision as DeclaredDecision;
}
