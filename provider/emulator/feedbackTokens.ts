import { randomBytes } from "node:crypto";

/** The event that a token permits feedback on. */
export interface TokenSubject {
	readonly poolId: string;
	readonly username: string;
	readonly eventId: string;
}

/** The result of presenting a token. */
export type TokenResult = "redeemed" | "unknown" | "expired";

/**
 * The lifetime of a token, in milliseconds. AWS does not document the lifetime of its tokens; a day is the emulator's choice.
 */
const lifetimeMs = 24 * 60 * 60 * 1000;

/** The tokens of notifications: each permits feedback on one event, once. */
export class FeedbackTokens {
	readonly #issued = new Map<string, TokenSubject & { readonly expiresAt: number }>();

	issue(subject: TokenSubject, now: Date): string {
		const token = randomBytes(32).toString("base64url");
		this.#issued.set(token, { ...subject, expiresAt: now.getTime() + lifetimeMs });
		return token;
	}

	/** Redeems a token. Presenting a token for another event does not use it up. */
	redeem(token: string, subject: TokenSubject, now: Date): TokenResult {
		const issued = this.#issued.get(token);
		const isRight =
			issued !== undefined &&
			issued.poolId === subject.poolId &&
			issued.username === subject.username &&
			issued.eventId === subject.eventId;
		if (!isRight) return "unknown";
		this.#issued.delete(token);
		return issued.expiresAt > now.getTime() ? "redeemed" : "expired";
	}
}
