import { randomBytes } from "node:crypto";
import type { EmulatorAuthEvent } from "./content.ts";
import { EmulatorError } from "./error.ts";

/** AWS does not document the lifetime of its tokens; a day is the emulator's choice. */
const lifetimeMs = 24 * 60 * 60 * 1000;

/** The tokens of notifications: each permits feedback on one event, once. */
export class FeedbackTokens {
	readonly #issued = new Map<string, { readonly event: EmulatorAuthEvent; readonly expiresAt: number }>();

	issue(event: EmulatorAuthEvent, now: Date): string {
		const token = randomBytes(32).toString("base64url");
		this.#issued.set(token, { event, expiresAt: now.getTime() + lifetimeMs });
		return token;
	}

	/**
	 * Uses up a token. One that is presented for another event stays valid.
	 *
	 * @throws EmulatorError `NotAuthorizedException`
	 */
	redeem(token: string, event: EmulatorAuthEvent, now: Date): void {
		const issued = this.#issued.get(token);
		if (issued?.event !== event) throw refusal("is invalid or was used already");
		this.#issued.delete(token);
		if (issued.expiresAt <= now.getTime()) throw refusal("has expired");
	}
}

function refusal(problem: string): EmulatorError {
	return new EmulatorError("NotAuthorizedException", `The feedback token ${problem}.`);
}
