/**
 * The dynamic provider of `AuthEventFeedbackSet`. State names this module by `pulumi-cognito-feedback/set`, and Pulumi calls its
 * `handler`, so neither those names nor the meaning of a method may change.
 */
import { handlerOf } from "./handler.ts";

/** Called by Pulumi for the provider. */
export function handler() {
	return handlerOf("set");
}
