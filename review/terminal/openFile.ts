import {
	type FeedbackFile,
	FeedbackFileError,
	openFeedbackFile,
} from "pulumi-cognito-feedback/feedback-file";

/** What options give of the pool that a decisions file is for. */
interface PoolOptions {
	readonly userPoolId?: string | undefined;
	readonly region?: string | undefined;
}

/** Opens the decisions file, or begins one for a pool that is given. */
export function openFile(path: string, { userPoolId, region }: PoolOptions): FeedbackFile {
	try {
		return openFeedbackFile(path, userPoolId, region);
	} catch (error) {
		if (!(error instanceof FeedbackFileError) || !error.isMissing) throw error;
		throw new Error(`${error.message}; add \`--user-pool-id <id>\` to create it`);
	}
}

/** The pool that a command is about: the file's, in the file's Region if no option names another. */
export function poolOf(
	{ userPoolId, region: ofFile }: Pick<FeedbackFile, "region" | "userPoolId">,
	{ region = ofFile }: PoolOptions,
): { readonly userPoolId: string; readonly region?: string } {
	return { userPoolId, ...(region !== undefined && { region }) };
}
