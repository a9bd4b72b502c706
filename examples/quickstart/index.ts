import * as pulumi from "@pulumi/pulumi";
import { AuthEventFeedback, type FeedbackValue } from "pulumi-cognito-feedback";

const config = new pulumi.Config();

const berlin = new AuthEventFeedback("berlin", {
	userPoolId: config.require("userPoolId"),
	username: config.require("username"),
	eventId: config.require("eventId"),
	feedbackValue: config.require<FeedbackValue>("feedbackValue"),
	note: "Travelling to Berlin that week, TICKET-123",
});

export const decided = berlin.feedbackValue;
