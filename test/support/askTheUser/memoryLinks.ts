import { randomBytes } from "node:crypto";
import type { Links } from "../../../examples/ask-the-user/handlers/links.ts";
import type { Question } from "../../../examples/ask-the-user/handlers/question.ts";

/** The links of the example in memory, for tests without a database. They do not expire. */
export class MemoryLinks implements Pick<Links, "open" | "read" | "claim" | "release" | "close"> {
	readonly #open = new Map<string, { readonly question: Question; claimed: boolean }>();
	/** The calls that changed something. */
	readonly changes: string[] = [];

	get size(): number {
		return this.#open.size;
	}

	async open(question: Question): Promise<string> {
		const id = randomBytes(32).toString("base64url");
		this.#open.set(id, { question, claimed: false });
		this.changes.push("open");
		return id;
	}

	async read(id: string): Promise<Question | undefined> {
		return this.#open.get(id)?.question;
	}

	async claim(id: string): Promise<Question | undefined> {
		const link = this.#open.get(id);
		this.changes.push("claim");
		if (!link || link.claimed) return undefined;
		link.claimed = true;
		return link.question;
	}

	async release(id: string): Promise<void> {
		const link = this.#open.get(id);
		this.changes.push("release");
		if (link) link.claimed = false;
	}

	async close(id: string): Promise<void> {
		this.changes.push("close");
		this.#open.delete(id);
	}
}
