import type { S3Client } from "@aws-sdk/client-s3";
import {
	type Connection,
	isCognitoError,
	Requester,
	regionToCall,
} from "pulumi-cognito-feedback/internal/cognito";
import { type Bucket, ChangedObjectError, type StoredObject } from "./s3/objects.ts";

/** Attempts at a request that is throttled or fails: waits between them grow to 20 seconds. */
const maxAttempts = 10;

/** A bucket through the AWS SDK. */
export class S3Bucket implements Bucket {
	readonly name: string;
	readonly #userPoolId: string;
	readonly #region: string | undefined;
	readonly #requester: Requester;
	#client: S3Client | undefined;

	constructor(connection: Connection, userPoolId: string, name: string) {
		this.name = name;
		this.#userPoolId = userPoolId;
		this.#region = regionToCall(connection, userPoolId);
		this.#requester = new Requester(connection);
	}

	async *list(prefix: string): AsyncGenerator<readonly StoredObject[], void, undefined> {
		let token: string | undefined;
		do {
			const page = await this.#request("ListObjectsV2", async (client, options) => {
				const { ListObjectsV2Command } = await import("@aws-sdk/client-s3");
				const input = { Bucket: this.name, Prefix: prefix, ContinuationToken: token };
				return client.send(new ListObjectsV2Command(input), options);
			});
			yield (page.Contents ?? []).flatMap(({ Key, ETag, Size, LastModified }) =>
				Key === undefined || ETag === undefined
					? []
					: { key: Key, etag: ETag, size: Size ?? 0, modified: LastModified?.getTime() ?? Date.now() },
			);
			token = page.NextContinuationToken;
		} while (token !== undefined);
	}

	read({ key, etag }: StoredObject, offset: number, length: number): Promise<Uint8Array> {
		return this.#request("GetObject", async (client, options) => {
			const { GetObjectCommand } = await import("@aws-sdk/client-s3");
			const Range = `bytes=${offset}-${offset + length - 1}`;
			const input = { Bucket: this.name, Key: key, IfMatch: etag, Range };
			const { Body } = await client.send(new GetObjectCommand(input), options);
			return (await Body?.transformToByteArray()) ?? new Uint8Array();
		}).catch((error: unknown) => {
			throw isChanged(error) ? new ChangedObjectError(key) : error;
		});
	}

	async #request<T>(
		operation: "ListObjectsV2" | "GetObject",
		send: (client: S3Client, options: { abortSignal: AbortSignal }) => Promise<T>,
	): Promise<T> {
		this.#client ??= await this.#connect();
		const client = this.#client;
		return this.#requester.request(
			{ operation, userPoolId: this.#userPoolId, resource: `s3://${this.name}` },
			(options) => send(client, options),
		);
	}

	async #connect(): Promise<S3Client> {
		const { S3Client } = await import("@aws-sdk/client-s3");
		// Throttling is left to the SDK here: no rate limiter shares this quota.
		const { retryStrategy: _, ...settings } = this.#requester.settings(this.#region);
		return this.#requester.protect(
			new S3Client({
				...settings,
				maxAttempts,
				// The bucket may lie in another Region than the pool.
				followRegionRedirects: true,
				// A part of an object has no checksum of its own.
				responseChecksumValidation: "WHEN_REQUIRED",
			}),
		);
	}
}

function isChanged(error: unknown): boolean {
	return isCognitoError(error) && ["PreconditionFailed", "NoSuchKey"].includes(error.failure.code ?? "");
}
