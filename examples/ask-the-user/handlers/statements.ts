import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, PutCommand, paginateScan, UpdateCommand } from "@aws-sdk/lib-dynamodb";

/** A user's statement about an event. It is not feedback: an administrator decides. */
export interface Statement {
	readonly eventId: string;
	readonly wasMe: boolean;
	/** The time of the statement, in ISO 8601. */
	readonly at: string;
	/** Whether it was made in the very session that it is about. Whoever holds that session makes it, so it proves nothing. */
	readonly sameSession: boolean;
}

/** A statement with its user and session: a statement of another session never replaces it. */
export interface SignedStatement extends Statement {
	readonly sub: string;
	readonly session: string;
}

/** The table of statements: one for each event and session. */
export class Statements {
	readonly #table: DynamoDBDocumentClient;
	readonly #TableName: string;

	constructor(table: DynamoDBDocumentClient, tableName: string) {
		this.#table = table;
		this.#TableName = tableName;
	}

	async put(statement: SignedStatement): Promise<void> {
		await this.#table.send(new PutCommand({ TableName: this.#TableName, Item: statement }));
	}

	/** All statements, without who made them: the event shows that to whoever may list it. */
	async *all(): AsyncGenerator<Statement> {
		const pages = paginateScan({ client: this.#table }, { TableName: this.#TableName });
		for await (const { Items = [] } of pages) {
			for (const { eventId, wasMe, at, sameSession } of Items) yield { eventId, wasMe, at, sameSession };
		}
	}
}

/**
 * Counts the statements of each session, because each costs a request of a quota that the whole account shares. Of each session
 * and not of each user: someone in the account cannot use up what its owner needs to object.
 */
export class Quota {
	readonly #table: DynamoDBDocumentClient;
	readonly #TableName: string;
	readonly #perHour: number;

	constructor(table: DynamoDBDocumentClient, tableName: string, perHour: number) {
		this.#table = table;
		this.#TableName = tableName;
		this.#perHour = perHour;
	}

	/** Whether a session may make one more statement in this hour. */
	async take(session: string, now: Date): Promise<boolean> {
		const hour = Math.floor(now.getTime() / 3_600_000);
		try {
			await this.#table.send(
				new UpdateCommand({
					TableName: this.#TableName,
					Key: { id: `${session} ${hour}` },
					UpdateExpression: "SET expiresAt = :expiresAt ADD taken :one",
					ConditionExpression: "attribute_not_exists(taken) OR taken < :most",
					ExpressionAttributeValues: {
						":expiresAt": (hour + 2) * 3600,
						":one": 1,
						":most": this.#perHour,
					},
				}),
			);
			return true;
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return false;
			throw error;
		}
	}
}
