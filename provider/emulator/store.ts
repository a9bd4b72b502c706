import type { EmulatorAuthEvent, EmulatorContent, EmulatorUser, EmulatorUserPool } from "./content.ts";
import { EmulatorError } from "./error.ts";
import { epochSeconds } from "./timestamp.ts";

/** A user, as operations see it. */
interface StoredUser {
	readonly username: string;
	readonly content: Readonly<EmulatorUser>;
	/** The user's events, newest first. */
	readonly history: readonly EmulatorAuthEvent[];
	/** The positions in `history` by event ID. */
	readonly positions: ReadonlyMap<string, number>;
}

export interface StoredEvent extends Pick<StoredUser, "username"> {
	readonly poolId: string;
	/** Shared with the content: operations change it in place. */
	readonly event: EmulatorAuthEvent;
}

interface StoredPool {
	readonly content: EmulatorUserPool;
	/** By username, `sub` and alias; `undefined` for an alias that several users share. */
	readonly users: ReadonlyMap<string, StoredUser | undefined>;
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

	/** @throws EmulatorError `ResourceNotFoundException` */
	pool(poolId: string): EmulatorUserPool {
		return this.#pool(poolId).content;
	}

	/**
	 * Finds a user by username, `sub` or an alias.
	 *
	 * @throws EmulatorError `ResourceNotFoundException` (pool), `UserNotFoundException`
	 */
	user(poolId: string, name: string): StoredUser {
		const user = this.#pool(poolId).users.get(name);
		if (user === undefined) throw new EmulatorError("UserNotFoundException", "User does not exist.");
		return user;
	}

	/**
	 * Finds a user of a pool with threat protection.
	 *
	 * @throws EmulatorError as {@link user} does; before it looks for the user, `UserPoolAddOnNotEnabledException`
	 */
	protectedUser(poolId: string, name: string): StoredUser {
		if (isProtected(this.pool(poolId))) return this.user(poolId, name);
		throw new EmulatorError(
			"UserPoolAddOnNotEnabledException",
			`Threat protection is not enabled for user pool ${poolId}.`,
		);
	}

	/** @throws EmulatorError as {@link protectedUser} does; `ResourceNotFoundException` if the event does not exist */
	event(poolId: string, name: string, eventId: string): StoredEvent {
		const { username, history, positions } = this.protectedUser(poolId, name);
		const event = history[positions.get(eventId) ?? -1];
		if (event !== undefined) return { poolId, username, event };
		throw new EmulatorError("ResourceNotFoundException", `Auth event ${eventId} does not exist.`);
	}

	#pool(poolId: string): StoredPool {
		const pool = this.#pools.get(poolId);
		if (pool !== undefined) return pool;
		throw new EmulatorError("ResourceNotFoundException", `User pool ${poolId} does not exist.`);
	}
}

export function isProtected({ UserPoolAddOns }: EmulatorUserPool): boolean {
	return UserPoolAddOns?.AdvancedSecurityMode !== "OFF";
}

function storedPool(pool: EmulatorUserPool): StoredPool {
	const stored = (pool.Users ?? []).map(storedUser);
	const aliases = new Map<string, StoredUser | undefined>();
	for (const user of stored)
		for (const alias of aliasesOf(user.content, pool))
			aliases.set(alias, aliases.has(alias) ? undefined : user);
	// A username takes precedence over a `sub`, and a `sub` over an alias.
	const bySub = stored.flatMap((user) =>
		attributesOf(user.content, "sub").map((sub) => [sub, user] as const),
	);
	const byUsername = stored.map((user) => [user.username, user] as const);
	return { content: pool, users: new Map([...aliases, ...bySub, ...byUsername]) };
}

/**
 * The values that stand for a username: of the attributes that the pool names, once verified.
 *
 * Source: Amazon Cognito Developer Guide, "User pool attributes", aliases.
 */
function aliasesOf(user: EmulatorUser, { AliasAttributes = [], UsernameAttributes = [] }: EmulatorUserPool) {
	return [...new Set([...AliasAttributes, ...UsernameAttributes])]
		.filter(
			(name) => name === "preferred_username" || attributesOf(user, `${name}_verified`).includes("true"),
		)
		.flatMap((name) => attributesOf(user, name));
}

function attributesOf({ Attributes = [] }: EmulatorUser, name: string): string[] {
	return Attributes.flatMap(({ Name, Value }) => (Name === name && Value !== undefined ? [Value] : []));
}

function storedUser(user: EmulatorUser): StoredUser {
	const history = newestFirst(user.AuthEvents ?? []);
	const positions = new Map(history.map((event, position) => [event.EventId, position]));
	return { username: user.Username, content: user, history, positions };
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
