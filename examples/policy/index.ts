import { PolicyPack, type ResourceValidationPolicy } from "@pulumi/policy";
import { type DeclaredDecision, decisionsOf } from "pulumi-cognito-feedback/policy";

const highRiskNeedsNote = ruleOnDecisions(
	"high-risk-needs-note",
	"An event of high risk is called Valid only with a note on why.",
	({ feedbackValue, note, evidence }) =>
		evidence?.riskLevel === "High" && feedbackValue === "Valid" && !note?.trim()
			? "threat protection rated it a high risk, and the decision calls it Valid; say in its note why."
			: undefined,
);

const overrulingNeedsNote = ruleOnDecisions(
	"overruling-needs-note",
	"A decision against the user's own answer has a note on why.",
	({ feedbackValue, note, evidence }) => {
		const { value, provider } = evidence?.priorFeedback ?? {};
		const overruled = value !== undefined && provider !== "Admin" && value !== feedbackValue;
		return overruled && !note?.trim()
			? `the user answered ${value}, and the decision says ${feedbackValue}; say in its note why.`
			: undefined;
	},
);

const recentEventsOnly = ruleOnDecisions<{ maxAgeInDays: number }>(
	"recent-events-only",
	"A decision is about an event that is not too old.",
	({ evidence }, { maxAgeInDays }) => {
		if (evidence?.time === undefined) return undefined;
		const age = Math.floor((Date.now() - Date.parse(evidence.time)) / (24 * 60 * 60 * 1000));
		return age > maxAgeInDays
			? `it happened ${age} days ago, and ${maxAgeInDays} are the most; take the decision out of the program.`
			: undefined;
	},
	{ properties: { maxAgeInDays: { type: "integer", minimum: 1, default: 90 } } },
);

/** The other policies cannot check a decision without evidence. */
const evidenceIsKnown = ruleOnDecisions(
	"evidence-is-known",
	"A decision comes with what Cognito knows of its event.",
	({ evidence }) =>
		evidence === undefined
			? "nothing is known of it; turn on cognito-feedback:eventLookup and cognito-feedback:evidence, and permit cognito-idp:AdminListUserAuthEvents."
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
