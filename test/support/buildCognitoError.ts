import { CognitoError, type Failure } from "#provider/cognito/cognitoError";
import { alice } from "./buildDecision.ts";

/** A request of `alice` that failed: unexpectedly, unless it says otherwise. */
export function buildCognitoError(given: Partial<Failure> = {}): CognitoError {
	return new CognitoError({
		kind: "unexpected",
		operation: "AdminListUserAuthEvents",
		userPoolId: alice.userPoolId,
		code: "Oops",
		detail: "out of order",
		...given,
	});
}
