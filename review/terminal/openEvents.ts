import { regionToCall } from "pulumi-cognito-feedback/internal/cognito";
import type { PoolEvents } from "../listing/listPool.ts";
import { CognitoSource } from "../sources/cognito.ts";
import { openSource } from "../sources/open.ts";
import type { Progress } from "../sources/source.ts";
import { type EventFilter, openStore, type Reading, type Store, type StoreKey } from "../store/index.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { type EventOptions, filterOf } from "./eventOptions.ts";
import { errorLine, fail } from "./fail.ts";
import { reportUsers } from "./list.ts";
import { ProgressLine } from "./progress.ts";
import { noticeText, readingTexts } from "./readingMessages.ts";
import { endingAtOnce } from "./signals.ts";

/** The store with the events of a source in it. Whoever opens it closes it. */
export interface OpenedEvents {
	readonly store: Store;
	/** Which of its events the options mean. */
	readonly filter: EventFilter;
	/** What was read now. */
	readonly reading: Reading;
	/** As `--from` names it. */
	readonly source: string;
	/** What Cognito's API listed, if that was the source. */
	readonly listed?: PoolEvents | undefined;
}

export interface Opening extends EventOptions {
	readonly userPoolId: string;
	/** The most events to list of each user, where the API lists them. */
	readonly limit?: number | undefined;
}

/**
 * Opens the store of a pool, and fills it from the source that the options name. Shows how far that is, and reports on
 * standard error what was read and skipped. Ends the process if it fails.
 */
export async function openEvents(options: Opening): Promise<OpenedEvents> {
	const progress = new ProgressLine();
	try {
		return await endingAtOnce(() =>
			open(options, ({ done, of, unit }) => {
				progress.show(`${done}${of === undefined ? "" : ` of ${of}`} ${unit}`);
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

async function open(options: Opening, onProgress: (progress: Progress) => void): Promise<OpenedEvents> {
	const { userPoolId, from = "cognito", cache, keep, limit } = options;
	const filter = filterOf(options);
	const source = openSource(from, { access: accessOf(options), userPoolId, usernames: filter.users, limit });
	const store = await openStore(storeKey(userPoolId, options), {
		cache,
		...(keep !== undefined && { keepDays: keep }),
	});
	try {
		const reading = await source.fill(store, filter, onProgress);
		await store.addCoverage({
			source: source.name,
			since: filter.since,
			until: filter.until,
			filter: JSON.stringify(filter),
			reading,
		});
		if (!(source instanceof CognitoSource)) return { store, filter, reading, source: source.name };
		const { listed } = source;
		const users = listed && (await namesOf(store, filter.users, listed));
		return { store, filter: { ...filter, ...(users && { users }) }, reading, source: source.name, listed };
	} catch (error) {
		await store.close();
		throw error;
	}
}

/** Prints what is worth knowing about a reading. What could not be read makes the exit code 1. */
export function reportReading({ store, reading, listed }: OpenedEvents): void {
	if (store.notice !== undefined) process.stderr.write(errorLine(noticeText(store.notice)));
	if (listed) reportUsers(listed);
	else {
		for (const text of readingTexts(reading)) process.stderr.write(errorLine(text));
		if (!reading.complete) process.exitCode = 1;
	}
}

/** The names under which the store has the users that were named, maybe by an alias. */
async function namesOf(
	store: Store,
	named: readonly string[] | undefined,
	{ events }: PoolEvents,
): Promise<readonly string[] | undefined> {
	if (named === undefined) return undefined;
	const rows = await store.rows<{ username: string }>(
		`SELECT DISTINCT username FROM events
		WHERE username IS NOT NULL AND event_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
		[JSON.stringify(events.map(({ eventId }) => eventId))],
	);
	return [...new Set([...named, ...rows.map(({ username }) => username)])];
}

/** By what a store is kept apart from others. */
export function storeKey(userPoolId: string, options: AccessOptions): StoreKey {
	const { env } = process;
	const { connection } = accessOf(options);
	const region = regionToCall(connection, userPoolId) ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? "";
	const endpoint =
		connection.endpoint ?? env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? env.AWS_ENDPOINT_URL;
	return { userPoolId, region, ...(endpoint && { endpoint }) };
}
