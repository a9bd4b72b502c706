import { connect } from "pulumi-cognito-feedback/internal/cognito";
import { listPool, type PoolEvents, type PoolListing } from "../listing/listPool.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { fail } from "./fail.ts";
import { ProgressLine } from "./progress.ts";
import { chosenUsers, type UserOptions } from "./users.ts";

/** Lists the events of the users that the options choose, and shows how far that is. Ends the process where it fails. */
export async function list(
	options: AccessOptions & UserOptions,
	listing: Pick<PoolListing, "userPoolId" | "filter">,
): Promise<PoolEvents> {
	const progress = new ProgressLine();
	try {
		return await listPool(connect(accessOf(options)), {
			...listing,
			usernames: chosenUsers(options),
			onProgress: (users, of) => progress.show(`${users}${of === undefined ? "" : ` of ${of}`} users`),
		});
	} catch (error) {
		progress.end();
		fail(error);
		// What waits for its turn would only fail as well.
		process.exit();
	} finally {
		progress.end();
	}
}
