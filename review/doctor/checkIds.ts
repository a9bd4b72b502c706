/** The checks by name, in the order in which they are reported: from the machine to AWS, and there to the user pool. */
export const checkIds = [
	"node",
	"pulumi",
	"proxy",
	"certificates",
	"connection",
	"clock",
	"credentials",
	"userPool",
	"featurePlan",
	"threatProtection",
	"listUsers",
	"listAuthEvents",
	"submitFeedback",
	"logExport",
	"quotas",
] as const;

export type CheckId = (typeof checkIds)[number];
