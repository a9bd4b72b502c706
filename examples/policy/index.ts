import { PolicyPack, type ResourceValidationPolicy } from "@pulumi/policy";
import { type DeclaredDecision, decisionsOf } from "pulumi-cognito-feedback/policy";

const highRiskNeedsNote = ruleOnDecisions(
	"high-risk-needs-note",
	"`Valid` on a high-risk event requires a note.",
	({ feedbackValue, note, evidence }) =>
		evidence?.riskLevel === "High" && feedbackValue === "Valid" && !note?.trim()
			? "threat protection rated it High, and the decision is Valid; explain why in its note."
			: undefined,
);

const overrulingNeedsNote = ruleOnDecisions(
	"overruling-needs-note",
	"Overruling the user's own feedback requires a note.",
	({ feedbackValue, note, evidence }) => {
		const { value, provider } = evidence?.priorFeedback ?? {};
		const overruled = value !== undefined && provider !== "Admin" && value !== feedbackValue;
		return overruled && !note?.trim()
			? `the user gave ${value}, and the decision is ${feedbackValue}; explain why in its note.`
			: undefined;
	},
);

const recentEventsOnly = ruleOnDecisions<{ maxAgeInDays: number }>(
	"recent-events-only",
	"Decisions are only allowed on recent events.",
	({ evidence }, { maxAgeInDays }) => {
		if (evidence?.time === undefined) return undefined;
		const age = Math.floor((Date.now() - Date.parse(evidence.time)) / (24 * 60 * 60 * 1000));
		return age > maxAgeInDays
			? `it happened ${age} days ago; the limit is ${maxAgeInDays}. Remove the decision from the program.`
			: undefined;
	},
	{ properties: { maxAgeInDays: { type: "integer", minimum: 1, default: 90 } } },
);

/** The other policies cannot check a decision without evidence. */
const evidenceIsKnown = ruleOnDecisions("evidence-is-known", "Decisions require evidence.", ({ evidence }) =>
	evidence === undefined
		? "it has no evidence; turn on cognito-feedback:eventLookup and cognito-feedback:evidence, and allow cognito-idp:AdminListUserAuthEvents."
		: undefined,
);

new PolicyPack("cognito-feedback", {
	enforcementLevel: "mandatory",
	policies: [highRiskNeedsNote, overrulingNeedsNote, recentEventsOnly, evidenceIsKnown],
});

/**
 * A policy on each decision that a program declares, alone or in a set.
 *
 * @param fault Returns the problem of a decision, if any. It omits the username, which is personal data.
 */
function ruleOnDecisions<Config extends object>(
	name: string,
	description: string,
	fault: (decision: DeclaredDecision, config: Config) => string | undefined,
	configSchema?: ResourceValidationPolicy["configSchema"],
): ResourceValidationPolicy {
	return {
		name,
		description,
		configSchema,
		validateResource: (resource, report) => {
			for (const decision of decisionsOf(resource)) {
				const found = fault(decision, resource.getConfig<Config>());
				if (found !== undefined) report(`Event ${decision.eventId}: ${found}`);
			}
		},
	};
}
