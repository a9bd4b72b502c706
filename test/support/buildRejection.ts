import { CognitoError, type Failure } from "#provider/cognito/cognitoError";

/** The error with which a promise is rejected; throws if it is not rejected with an error. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
	let value: unknown;
	try {
		value = await promise;
	} catch (error) {
		if (error instanceof Error) return error;
		throw new Error(`Rejected with something that is no error: ${String(error)}`);
	}
	throw new Error(`Not rejected; it came to ${JSON.stringify(value)}`);
}

/** The failure of a request; throws if it does not fail, or fails otherwise. */
export async function failureOf(request: Promise<unknown>): Promise<Failure> {
	const error = await rejectionOf(request);
	if (error instanceof CognitoError) return error.failure;
	throw error;
}
