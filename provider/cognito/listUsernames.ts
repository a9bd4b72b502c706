import type { Cognito, UserPage } from "./cognito.ts";
import { CognitoError } from "./cognitoError.ts";

/** Yields the usernames of a pool. A page is read only when one of its names is needed. */
export async function* listUsernames(
	cognito: Pick<Cognito, "listUsers">,
	userPoolId: string,
): AsyncGenerator<string> {
	const tokens = new Set<string>();
	let nextToken: string | undefined;
	do {
		const page: UserPage = await cognito.listUsers(userPoolId, nextToken);
		yield* page.usernames;
		nextToken = page.nextToken;
		if (nextToken !== undefined && tokens.has(nextToken))
			throw new CognitoError({
				kind: "endlessPages",
				operation: "ListUsers",
				userPoolId,
				detail: "repeated a page token, so the list of users never ends",
			});
		if (nextToken !== undefined) tokens.add(nextToken);
	} while (nextToken !== undefined);
}
