import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
	DeleteCommand,
	type DynamoDBDocumentClient,
	GetCommand,
	PutCommand,
	UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Question } from "./question.ts";

/** How long an answer may take to reach Cognito before the link can be tried again. */
const claimSeconds = 30;

/**
 * The links in messages. The ID in a link is random; the table contains only its hash, and the question encrypted with a key
 * derived from it. Access to the table, or a backup, reveals neither users nor tokens; anyone with the link can answer once.
 */
export class Links {
	readonly #table: DynamoDBDocumentClient;
	readonly #TableName: string;
	readonly #now: () => Date;

	constructor(table: DynamoDBDocumentClient, tableName: string, now = () => new Date()) {
		this.#table = table;
		this.#TableName = tableName;
		this.#now = now;
	}

	/** Keeps a question; returns the ID for its links. */
	async open(question: Question, lifetimeSeconds: number): Promise<string> {
		const id = randomBytes(32).toString("base64url");
		const Item = {
			id: derived(id, "lookup").toString("base64url"),
			question: sealed(question, id),
			expiresAt: this.#seconds() + lifetimeSeconds,
		};
		await this.#table.send(new PutCommand({ TableName: this.#TableName, Item }));
		return id;
	}

	/** The question of a link; `undefined` if the link does not exist, was answered, or has expired. Changes nothing. */
	async read(id: string): Promise<Question | undefined> {
		if (!isLinkId(id)) return undefined;
		const { Item } = await this.#table.send(new GetCommand({ ...this.#item(id), ConsistentRead: true }));
		// DynamoDB removes expired items within days, not at once.
		return Item && Item.expiresAt > this.#seconds() ? unsealed(Item.question, id) : undefined;
	}

	/** Reads and claims a question, so that only one of several concurrent answers continues. */
	async claim(id: string): Promise<Question | undefined> {
		if (!isLinkId(id)) return undefined;
		const now = this.#seconds();
		try {
			const { Attributes } = await this.#table.send(
				new UpdateCommand({
					...this.#item(id),
					ConditionExpression: "expiresAt > :now AND (attribute_not_exists(claimed) OR claimed <= :now)",
					UpdateExpression: "SET claimed = :until",
					ExpressionAttributeValues: { ":now": now, ":until": now + claimSeconds },
					ReturnValues: "ALL_NEW",
				}),
			);
			return Attributes && unsealed(Attributes.question, id);
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return undefined;
			throw error;
		}
	}

	/** Releases a claimed link for another try, because the answer did not reach Cognito. */
	async release(id: string): Promise<void> {
		await this.#table.send(
			new UpdateCommand({
				...this.#item(id),
				ConditionExpression: "attribute_exists(id)",
				UpdateExpression: "REMOVE claimed",
			}),
		);
	}

	/** Closes a link that was answered, or whose token Cognito no longer accepts. */
	async close(id: string): Promise<void> {
		await this.#table.send(new DeleteCommand(this.#item(id)));
	}

	#item(id: string) {
		return { TableName: this.#TableName, Key: { id: derived(id, "lookup").toString("base64url") } };
	}

	#seconds(): number {
		return Math.floor(this.#now().getTime() / 1000);
	}
}

/** Whether a text can be an ID; if not, no request is made. */
function isLinkId(text: string): boolean {
	return /^[\w-]{43}$/.test(text);
}

function derived(id: string, purpose: "lookup" | "question"): Buffer {
	return Buffer.from(hkdfSync("sha256", Buffer.from(id, "base64url"), "", purpose, 32));
}

const cipher = "aes-256-gcm";

/** A nonce of 12 bytes, a tag of 16, and the ciphertext. */
function sealed(question: Question, id: string): Buffer {
	const nonce = randomBytes(12);
	const sealing = createCipheriv(cipher, derived(id, "question"), nonce);
	const content = [sealing.update(JSON.stringify(question), "utf8"), sealing.final()];
	return Buffer.concat([nonce, sealing.getAuthTag(), ...content]);
}

function unsealed(bytes: Uint8Array, id: string): Question {
	const opening = createDecipheriv(cipher, derived(id, "question"), bytes.subarray(0, 12));
	opening.setAuthTag(bytes.subarray(12, 28));
	return JSON.parse(opening.update(bytes.subarray(28), undefined, "utf8") + opening.final("utf8"));
}
