const { AuthEventFeedbackSet } = require("pulumi-cognito-feedback");
const { userPoolId, decisions } = require("./decisions.json");

new AuthEventFeedbackSet("reviewed", { userPoolId, decisions });
