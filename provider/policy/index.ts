/**
 * For policy packs (`@pulumi/policy`): the decisions that a resource declares, with their evidence as fields, whatever the
 * layout of Pulumi's state.
 *
 * @module pulumi-cognito-feedback/policy
 */
export type { Feedback } from "../cognito/authEvent.ts";
export type { Evidence } from "../cognito/evidence.ts";
export type { FeedbackValue } from "../cognito/rules.ts";
export { type DeclaredDecision, type DeclaredResource, decisionsOf } from "./decisionsOf.ts";
