import { type Access, regionToCall, unknownTypes } from "pulumi-cognito-feedback/internal/cognito";
import type { ListedPool } from "../listing/listPool.ts";
import { openSource } from "../sources/open.ts";
import type { Progress } from "../sources/source.ts";
import { readStatements, type StatementsRead } from "../statements.ts";
import {
	asStoreError,
	type EventFilter,
	openStore,
	type Reading,
	type Store,
	type StoreKey,
} from "../store/index.ts";
import { accessOf } from "./access.ts";
import { type EventOptions, filterOf } from "./eventOptions.ts";
import { listingHints } from "./exportHint.ts";
import {
	fail,
	noticeTexts,
	readingTexts,
	sameUserText,
	statementTexts,
	UsageError,
	userFailureTexts,
	warn,
} from "./messages.ts";
import { endingAfterCleanUp, endingAtOnce } from "./signals.ts";

/** The store, filled with the events of a source. The caller closes it. */
export interface OpenedEvents {
	readonly store: Store;
	/** The filter that the options set. */
	readonly filter: EventFilter;
	readonly reading: Reading;
	/** The source, as in `--from`. */
	readonly source: string;
	/** The result of listing, if Cognito's API was the source. */
	readonly listed?: ListedPool | undefined;
	/** The result of reading the file of `--statements`, if any. */
	readonly statements?: StatementsRead | undefined;
}

export interface Opening extends EventOptions {
	readonly userPoolId: string;
	/** The maximum number of events to list for each user, if the API lists them. */
	readonly limit?: number | undefined;
}

/**
 * Opens the store of a pool and fills it from the source that the options name. Shows progress, and reports on standard error
 * what was read and skipped. Ends the process if it fails.
 */
export async function openEvents(options: Opening): Promise<OpenedEvents> {
	const progress = new ProgressLine();
	try {
		const show = ({ done, of, unit }: Progress) =>
			progress.show(`${done}${of === undefined ? "" : ` of ${of}`} ${unit}`);
		// Only queries of CloudWatch Logs continue unless they are stopped.
		if (!options.from?.startsWith("logs:")) return await endingAtOnce(() => open(options, show));
		return await endingAfterCleanUp((signal) => open(options, show, signal));
	} catch (error) {
		progress.end();
		fail(error);
		// Waiting requests would only fail as well.
		process.exit();
	} finally {
		progress.end();
	}
}

async function open(
	options: Opening,
	onProgress: (progress: Progress) => void,
	signal?: AbortSignal,
): Promise<OpenedEvents> {
	const { userPoolId, from, cache, keep, limit, maxScan, userSays } = options;
	if (maxScan !== undefined && !from?.startsWith("logs:"))
		throw new UsageError("--max-scan requires --from logs:…");
	const filter = filterOf(options);
	const access = accessOf(options);
	// Reported before anything is listed.
	const statements = statementsOf(options);
	warn(...unknownTypes(options.type));
	const source = openSource(from ?? "cognito", {
		...{ access, userPoolId, usernames: filter.users, limit },
		...{ maxScan, signal },
	});
	const store = await openStore(storeKey(userPoolId, access), {
		cache,
		...(keep !== undefined && { keepDays: keep }),
	});
	try {
		// Requested concurrently with the listing, to not delay it.
		const hints =
			from === undefined
				? listingHints(access, userPoolId, filter.users === undefined).then((texts) => warn(...texts))
				: undefined;
		const { listed, ...reading } = await source.fill(store, filter, onProgress).catch((error) => {
			throw asStoreError(error);
		});
		await hints;
		await store.seal();
		await store.addCoverage({
			source: source.name,
			since: filter.since,
			until: filter.until,
			filter: JSON.stringify(filter),
			reading,
		});
		if (statements) await store.setStatements(statements.statements);
		const users = listed && filter.users && (await namesOf(store, filter.users, listed.eventIds ?? []));
		const shown = { ...filter, ...(userSays && { userSays }), ...(users && { users }) };
		return { store, filter: shown, reading, source: source.name, listed, statements };
	} catch (error) {
		await store.close();
		throw error;
	}
}

function statementsOf({ statements: path, userSays }: EventOptions): StatementsRead | undefined {
	if (path !== undefined) return readStatements(path);
	if (userSays) throw new UsageError("`--user-says` requires `--statements <path>`");
	return undefined;
}

/** Prints the result of reading. Anything that could not be read sets the exit code to 1. */
export function reportReading({ store, reading, listed, statements }: OpenedEvents): void {
	warn(
		...(statements ? statementTexts(statements) : []),
		...(store.notice ? [noticeTexts[store.notice]] : []),
		...(listed ? listed.sameUsers.map(sameUserText) : readingTexts(reading)),
	);
	for (const text of userFailureTexts(listed?.failures ?? [])) fail(new Error(text));
	if (!listed && !reading.complete) process.exitCode = 1;
}

/** The usernames in the store of users that were named, possibly by an alias. */
async function namesOf(
	store: Store,
	named: readonly string[],
	eventIds: readonly string[],
): Promise<readonly string[]> {
	const rows = await store.rows<{ username: string }>(
		`SELECT DISTINCT username FROM events
		WHERE username IS NOT NULL AND event_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
		[JSON.stringify(eventIds)],
	);
	return [...new Set([...named, ...rows.map(({ username }) => username)])];
}

/** The key that separates the stores of different pools. */
function storeKey(userPoolId: string, { connection }: Access): StoreKey {
	const { env } = process;
	const region = regionToCall(connection, userPoolId) ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? "";
	const endpoint =
		connection.endpoint ?? env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? env.AWS_ENDPOINT_URL;
	return { userPoolId, region, ...(endpoint && { endpoint }) };
}

/** A progress line on the terminal that is overwritten; nothing if standard error is not a terminal. */
class ProgressLine {
	#shown = 0;

	show(text: string): void {
		// Several updates a second are enough.
		if (!process.stderr.isTTY || Date.now() - this.#shown < 100) return;
		process.stderr.write(`\r\x1b[K${text}`);
		this.#shown = Date.now();
	}

	end(): void {
		if (this.#shown > 0) process.stderr.write("\r\x1b[K");
		this.#shown = 0;
	}
}
