import type { S3Client } from "@aws-sdk/client-s3";
import { type Connection, isCognitoError, regionToCall } from "pulumi-cognito-feedback/internal/cognito";
import { type Bucket, ChangedObjectError, type StoredObject } from "./s3/source.ts";
import { ServiceClient } from "./serviceClient.ts";

/** A bucket of Amazon S3, with the AWS SDK. */
export class S3Bucket implements Bucket {
	readonly name: string;
	readonly #client: ServiceClient<S3Client, "ListObjectsV2" | "GetObject">;

	constructor(connection: Connection, userPoolId: string, name: string) {
		this.name = name;
		this.#client = new ServiceClient(connection, {
			userPoolId,
			resource: `s3://${name}`,
			region: regionToCall(connection, userPoolId),
			async connect(settings) {
				const { S3Client } = await import("@aws-sdk/client-s3");
				return new S3Client({
					...settings,
					// The bucket may be in another Region than the pool.
					followRegionRedirects: true,
					// S3 has no checksum for a part of an object.
					responseChecksumValidation: "WHEN_REQUIRED",
				});
			},
		});
	}

	async *list(prefix: string): AsyncGenerator<readonly StoredObject[], void, undefined> {
		let token: string | undefined;
		do {
			const page = await this.#client.request("ListObjectsV2", async (client, options) => {
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
		return this.#client
			.request("GetObject", async (client, options) => {
				const { GetObjectCommand } = await import("@aws-sdk/client-s3");
				const Range = `bytes=${offset}-${offset + length - 1}`;
				const input = { Bucket: this.name, Key: key, IfMatch: etag, Range };
				const { Body } = await client.send(new GetObjectCommand(input), options);
				return (await Body?.transformToByteArray()) ?? new Uint8Array();
			})
			.catch((error: unknown) => {
				throw isChanged(error) ? new ChangedObjectError(key) : error;
			});
	}
}

function isChanged(error: unknown): boolean {
	return isCognitoError(error) && ["PreconditionFailed", "NoSuchKey"].includes(error.failure.code ?? "");
}
