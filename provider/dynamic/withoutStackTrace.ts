import { FeedbackError } from "../cognito/feedbackError";

/**
 * Runs a step for which Pulumi prints an error's stack trace beside its message, as it does for a read. A
 * `FeedbackError` says all in its message, so what is printed beside it only points there.
 */
export async function withoutStackTrace<T>(id: string, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (!(error instanceof FeedbackError)) throw error;
		throw Object.assign(new Error(error.message), {
			toString: () => id,
			stack: "failed, and the error says why",
		});
	}
}
