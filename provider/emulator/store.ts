import type { EmulatorAuthEvent, EmulatorContent, EmulatorUser, EmulatorUserPool } from "./content.ts";
import { EmulatorError } from "./error.ts";
import { epochSeconds } from "./timestamp.ts";

/** A user, as operations see it. */
export interface StoredUser {
	readonly poolId: string;
	readonly username: string;
	readonly content: Readonly<EmulatorUser>;
	/** The user's events, newest first. */
	readonly history: readonly EmulatorAuthEvent[];
	/** The positions in `history` by event ID. */
	readonly positions: ReadonlyMap<string, number>;
}

export interface StoredEvent extends Pick<StoredUser, "poolId" | "username"> {
	/** Shared with the content: operations change it in place. */
	readonly event: EmulatorAuthEvent;
}

interface StoredPool {
	readonly content: EmulatorUserPool;
	readonly protected: boolean;
	readonly byUsername: ReadonlyMap<string, StoredUser>;
	readonly bySub: ReadonlyMap<string, StoredUser>;
	/** `undefined` for an alias that several users share. */
	readonly byAlias: ReadonlyMap<string, StoredUser | undefined>;
}

/**
 * The content of an emulator, sorted and indexed once, so that the cost of a request does not depend on the amount of content.
 * Operations change events in place; the indexes stay valid because no operation changes an ID or a date.
 */
export class Store {
	readonly #pools: ReadonlyMap<string, StoredPool>;

	constructor(content: EmulatorContent) {
		this.#pools = new Map(content.UserPools.map((pool) => [pool.Id, storedPool(pool)]));
	}

	/**
	 * Finds a user by username, `sub` or an alias.
	 *
	 * @throws EmulatorError `ResourceNotFoundException` (pool), `UserPoolAddOnNotEnabledException`,
	 *   `UserNotFoundException`, whichever applies first
	 */
	user(poolId: string, name: string): StoredUser {
		const pool = this.#pool(poolId);
		if (!pool.protected) {
			throw new EmulatorError(
				"UserPoolAddOnNotEnabledException",
				`Threat protection is not enabled for user pool ${poolId}.`,
			);
		}
		return userOf(pool, name);
	}

	/**
	 * Finds an event of a user.
	 *
	 * @throws EmulatorError as {@link user} does; `ResourceNotFoundException` if the event does not exist
	 */
	event(poolId: string, name: string, eventId: string): StoredEvent {
		const { username, history, positions } = this.user(poolId, name);
		const event = history[positions.get(eventId) ?? -1];
		if (event === undefined) {
			throw new EmulatorError("ResourceNotFoundException", `Auth event ${eventId} does not exist.`);
		}
		return { poolId, username, event };
	}

	/**
	 * Finds a user in the content, whether threat protection is on or not.
	 *
	 * @throws EmulatorError `ResourceNotFoundException` (pool), `UserNotFoundException`
	 */
	userContent(poolId: string, name: string): Readonly<EmulatorUser> {
		return userOf(this.#pool(poolId), name).content;
	}

	/**
	 * Throws if a pool is an inactive replica, which accepts no feedback.
	 *
	 * @throws EmulatorError `ResourceNotFoundException`, `OperationNotEnabledException`
	 */
	requireActive(poolId: string): void {
		if (this.pool(poolId).Replica !== "INACTIVE") return;
		throw new EmulatorError(
			"OperationNotEnabledException",
			`The operation is not enabled for user pool ${poolId} in this Region, which is a replica that is not active.`,
		);
	}

	/**
	 * Finds a pool in the content, whether threat protection is on or not.
	 *
	 * @throws EmulatorError `ResourceNotFoundException`
	 */
	pool(poolId: string): EmulatorUserPool {
		return this.#pool(poolId).content;
	}

	#pool(poolId: string): StoredPool {
		const pool = this.#pools.get(poolId);
		if (pool === undefined) {
			throw new EmulatorError("ResourceNotFoundException", `User pool ${poolId} does not exist.`);
		}
		return pool;
	}
}

function userOf(pool: StoredPool, name: string): StoredUser {
	const user = pool.byUsername.get(name) ?? pool.bySub.get(name) ?? pool.byAlias.get(name);
	if (user === undefined) {
		throw new EmulatorError("UserNotFoundException", "User does not exist.");
	}
	return user;
}

function storedPool(pool: EmulatorUserPool): StoredPool {
	const byUsername = new Map<string, StoredUser>();
	const bySub = new Map<string, StoredUser>();
	const byAlias = new Map<string, StoredUser | undefined>();
	const isAlias = aliasesOf(pool);
	for (const user of pool.Users ?? []) {
		const stored = storedUser(pool.Id, user);
		byUsername.set(user.Username, stored);
		for (const { Name, Value } of user.Attributes ?? []) {
			if (Value === undefined) continue;
			if (Name === "sub") bySub.set(Value, stored);
			else if (isAlias(Name, user)) byAlias.set(Value, byAlias.has(Value) ? undefined : stored);
		}
	}
	const mode = pool.UserPoolAddOns?.AdvancedSecurityMode ?? "AUDIT";
	return { content: pool, protected: mode !== "OFF", byUsername, bySub, byAlias };
}

/**
 * The attributes of a user that stand for the username: those that the pool names, once verified.
 *
 * Source: Amazon Cognito Developer Guide, "User pool attributes", aliases.
 */
function aliasesOf({ AliasAttributes, UsernameAttributes }: EmulatorUserPool) {
	const aliases = [...(AliasAttributes ?? []), ...(UsernameAttributes ?? [])];
	return (name: string, { Attributes = [] }: EmulatorUser) =>
		aliases.includes(name) &&
		(name === "preferred_username" ||
			Attributes.some(({ Name, Value }) => Name === `${name}_verified` && Value === "true"));
}

function storedUser(poolId: string, user: EmulatorUser): StoredUser {
	const history = newestFirst(user.AuthEvents ?? []);
	const positions = new Map(history.map((event, position) => [event.EventId, position]));
	return { poolId, username: user.Username, content: user, history, positions };
}

/** Events with the same time, and those without one, keep the order of the content. */
function newestFirst(events: readonly EmulatorAuthEvent[]): EmulatorAuthEvent[] {
	return events
		.map((event) => ({
			event,
			at: event.CreationDate === undefined ? Number.NEGATIVE_INFINITY : epochSeconds(event.CreationDate),
		}))
		.sort((one, other) => (one.at === other.at ? 0 : other.at - one.at))
		.map(({ event }) => event);
}
