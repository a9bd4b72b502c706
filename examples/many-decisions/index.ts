import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";

const reviewed = AuthEventFeedbackSet.fromFile("reviewed", "feedback.yaml");

const values = reviewed.decisions.apply((decisions) =>
	Object.values(decisions).map(({ feedbackValue }) => feedbackValue),
);

export const valid = values.apply((all) => all.filter((value) => value === "Valid").length);
export const invalid = values.apply((all) => all.filter((value) => value === "Invalid").length);
