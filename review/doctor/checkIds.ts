/** The names of the checks in the order in which they are reported: this machine, then AWS, then the user pool. */
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
