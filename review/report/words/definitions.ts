/** The definitions of the figures by their titles, one sentence each; docs/report.md has the formulas and sources. */
export const definitions = {
	Feedback: "The decision in the decisions file, or else the feedback in Cognito.",
	Statement:
		"What a user says about an event. A statement from the very session that it is about is no evidence and counts in no figure of agreement.",
	Administrator: "The decision in the decisions file, or else feedback in Cognito whose provider is `Admin`.",
	Coverage:
		"Figures are printed only if the store has read all events that they are about. Cognito delivers logs on a best-effort basis, so counts are lower bounds.",
	Users:
		"A user counts once in each row that has an event of that user, so users of several rows do not add up.",
	Precision:
		"The share of `Invalid` among events rated Medium or High with feedback. People picked these events by hand, so the share describes them, not the pool, and has no interval.",
	Cells:
		"Countries, device families, app clients and networks with at least 30 events rated Medium or High with feedback. Among many cells some differ by chance.",
	"Estimates from samples":
		"Shares of the events with feedback in a random sample, with Wilson's 95 % interval, corrected for the finite population and for several events of one user.",
	"Estimates by user":
		"The mean of the users' own shares: each user counts once, whatever the number of events.",
	"Missed share": "The share of `Invalid` among events rated Low or not at all.",
	Bounds: "The share if all undecided events of the sample were `Valid`, and if all were `Invalid`.",
	"Sign-in": "An event of type SignIn that did not fail; all lines with one event ID are one sign-in.",
	Affected:
		"A user with at least one sign-in that would have been blocked or challenged. Blocked users would have tried again, and those tries are not in the log.",
	MFA: "Logs do not record who has MFA. A range counts users who never passed an MFA challenge as having none, and as having it.",
	"Same characteristics":
		"Later events of the same user with the same device and network, then with each alone.",
	"Matched difference":
		"Events with feedback are compared with events without it that have the same risk level, week, app client, and length and risk of history. It is an association: whoever chose the events to give feedback on may have known more.",
	"Intervals of differences":
		"Clustered by user, and wide enough that all 12 comparisons hold together with 95 %. Below 30 events or 10 users on either side nothing is claimed.",
	"Work left": "Events rated Low, Medium or High without feedback.",
	"Always-allow candidates":
		"Networks with at least 10 users, 20 events without feedback, and 5 `Valid` of 3 users, and without any `Invalid`. Cognito rates nothing from a range that is always allowed.",
} as const;

export type Definition = keyof typeof definitions;
