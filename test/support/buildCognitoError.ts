import { CognitoError, type Failure } from "#provider/cognito/cognitoError";
import { alice } from "./buildDecision.ts";

/** The failure of a request for `alice`: unexpected, unless the fields override it. */
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
