import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";

AuthEventFeedbackSet.fromFile("reviewed", "feedback.yaml");
