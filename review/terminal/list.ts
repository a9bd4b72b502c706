import { connect } from "pulumi-cognito-feedback/internal/cognito";
import { listPool, type PoolEvents, type PoolListing } from "../listing/listPool.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { errorLine, fail } from "./fail.ts";
import { sameUserText, userFailureTexts } from "./messages.ts";
import { ProgressLine } from "./progress.ts";
import { endingAtOnce } from "./signals.ts";
import { chosenUsers, type UserOptions } from "./users.ts";

/** Lists the events of the users that the options choose, and shows how far that is. Ends the process where it fails. */
export async function list(
	options: AccessOptions & UserOptions,
	listing: Pick<PoolListing, "userPoolId" | "filter">,
): Promise<PoolEvents> {
	const progress = new ProgressLine();
	try {
		return await endingAtOnce(() =>
			listPool(connect(accessOf(options)), {
				...listing,
				usernames: chosenUsers(options),
				onProgress: (users, of) => progress.show(`${users}${of === undefined ? "" : ` of ${of}`} users`),
			}),
		);
	} catch (error) {
		progress.end();
		fail(error);
		// What waits for its turn would only fail as well.
		process.exit();
	} finally {
		progress.end();
	}
}

/** Reports users that could not be listed, which makes the exit code 1, and those that are the same. */
export function reportUsers({ failures, sameUsers }: PoolEvents): void {
	for (const pair of sameUsers) process.stderr.write(errorLine(sameUserText(pair)));
	for (const text of userFailureTexts(failures)) fail(new Error(text));
}
