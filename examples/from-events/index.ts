import * as pulumi from "@pulumi/pulumi";
import {
	type AuthEvent,
	AuthEventFeedbackSet,
	type FeedbackDecision,
	getAuthEvents,
} from "pulumi-cognito-feedback";
import { networks } from "./networks";

const config = new pulumi.Config();

/** Declares `Valid` for every low-risk sign-in from the office, unless someone gave it `Invalid`. */
export = async () => {
	const userPoolId = config.require("userPoolId");
	const isOffice = networks(config.requireObject<string[]>("officeNetworks"));
	const decisions: Record<string, FeedbackDecision> = {};
	for (const username of config.requireObject<string[]>("usernames")) {
		// Not only unreviewed events: a decision must stay in the program after it is applied.
		const signIns = await getAuthEvents({ userPoolId, username, filter: { types: ["SignIn"] } });
		for (const { eventId } of signIns.filter(isLowRisk).filter(({ ipAddress }) => isOffice(ipAddress))) {
			decisions[eventId] = { username, feedbackValue: "Valid", note: "Low risk, from the office's network" };
		}
	}
	new AuthEventFeedbackSet("office", { userPoolId, decisions });
	return { decided: Object.keys(decisions).length };
};

function isLowRisk({ riskLevel, feedback }: AuthEvent): boolean {
	return riskLevel === "Low" && feedback?.value !== "Invalid";
}
