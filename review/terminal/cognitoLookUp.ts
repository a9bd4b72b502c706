import { connect, EventHistory } from "pulumi-cognito-feedback/internal/cognito";
import type { LookUp } from "../page/server/lookUps.ts";
import type { Store } from "../store/index.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { missingText } from "./messages.ts";

/** Asks Cognito for events that were read from a log. What it returns is kept in the store. */
export function cognitoLookUp(store: Store, options: AccessOptions): LookUp {
	const { userPoolId } = store.key;
	let cognito: ReturnType<typeof connect> | undefined;
	return async ({ eventId, username }) => {
		cognito ??= connect(accessOf(options));
		const found = await new EventHistory(cognito, { userPoolId, username }).lookUp(eventId);
		if (found.outcome === "notFound") return undefined;
		if (found.outcome === "failed") throw new Error(missingText({ userPoolId, username, eventId }, found));
		await store.addEvents([{ username, ...found.event }]);
		return found.event;
	};
}
