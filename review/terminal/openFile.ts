import {
	type FeedbackFile,
	FeedbackFileError,
	openFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";

/** Opens the decisions file, or begins one for a pool that is given. */
export function openFile(path: string, userPoolId: string | undefined): FeedbackFile {
	try {
		return openFeedbackFile(path, userPoolId);
	} catch (error) {
		if (!(error instanceof FeedbackFileError) || !error.isMissing) throw error;
		throw new Error(`${error.message}; add \`--user-pool-id <id>\` to create it`);
	}
}
