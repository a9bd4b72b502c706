import { randomBytes } from "node:crypto";

/** The event that a token gives feedback on. */
export interface TokenSubject {
	readonly poolId: string;
	readonly username: string;
	readonly eventId: string;
}

/** What became of a token that was presented. */
export type TokenResult = "redeemed" | "unknown" | "expired";

/** How long a token lasts, in milliseconds. AWS does not document the lifetime of its own: a day is this emulator's. */
const lifetimeMs = 24 * 60 * 60 * 1000;

/** The tokens in notifications: each is for one event of one user, and can be redeemed once. */
export class FeedbackTokens {
	readonly #issued = new Map<string, TokenSubject & { readonly expiresAt: number }>();

	issue(subject: TokenSubject, now: Date): string {
		const token = randomBytes(32).toString("base64url");
		this.#issued.set(token, { ...subject, expiresAt: now.getTime() + lifetimeMs });
		return token;
	}

	/** Redeems a token. One that was issued for another event stays good for that one. */
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
