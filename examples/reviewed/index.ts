import * as pulumi from "@pulumi/pulumi";
import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";

const reviewed = AuthEventFeedbackSet.fromFile("reviewed", new pulumi.Config().require("file"));

export const decided = reviewed.decisions.apply((decisions) => Object.keys(decisions).length);
