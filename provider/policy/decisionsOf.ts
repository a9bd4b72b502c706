import { setCodec, singleCodec } from "../adapters/codecs.ts";
import { unpack } from "../adapters/dynamic/packing.ts";
import { typeTokens } from "../adapters/typeTokens.ts";
import type { Evidence } from "../cognito/evidence.ts";
import type { Decision, StoredDecision } from "../lifecycle/decision.ts";

/** A resource as a policy gets it: `ResourceValidationArgs` and `PolicyResource` of `@pulumi/policy` are such. */
export interface DeclaredResource {
	/** The resource's type token. */
	readonly type: string;
	/** Its inputs in a resource policy, its outputs in a stack policy. */
	readonly props: Readonly<Record<string, unknown>>;
}

/** A decision that a program declares: of an `AuthEventFeedback`, or one of an `AuthEventFeedbackSet`. */
export interface DeclaredDecision extends Decision {
	/**
	 * What Cognito knew of the event when the decision was made. Missing where the event was not looked up, and where
	 * nothing is kept: `cognito-feedback:eventLookup` and `cognito-feedback:evidence` in the stack configuration, or the
	 * permission to list events.
	 */
	readonly evidence?: Evidence;
}

/**
 * The decisions that a resource declares, for a policy to rule on: the one of an `AuthEventFeedback`, those of an
 * `AuthEventFeedbackSet`, and none of any other resource. Those of the dynamic provider and of the plugin are alike.
 *
 * Values that come of other resources are not known in a preview: Pulumi then reports that it cannot run the policy yet,
 * and runs it in `pulumi up`. A secret username is plain here, as every secret is in a policy: keep it out of messages.
 *
 * @param resource What `validateResource` gets as its first argument, or a resource of `validateStack`.
 *
 * @example
 * ```ts
 * const policy: ResourceValidationPolicy = {
 *     name: "high-risk-valid-needs-note",
 *     description: "A sign-in of high risk is called Valid only with a note on why.",
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
