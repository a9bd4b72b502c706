import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
	ArchiveTooLargeError,
	type Bucket,
	download,
	type StoredObject,
	s3Source,
} from "#review/sources/s3/source";
import { openStore, type Reading } from "#review/store/index";
import { logLine, logPool } from "../../../support/logLines.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const part = 8 * 2 ** 20;

/** A bucket with this content by key, which records what is read. */
class FakeBucket implements Bucket {
	readonly name = "events";
	readonly reads: string[] = [];
	/** The highest number of concurrent reads. */
	maxAtOnce = 0;
	#atOnce = 0;
	readonly #contents: Readonly<Record<string, Buffer>>;
	readonly #onRead: (key: string, offset: number) => void;

	constructor(
		contents: Readonly<Record<string, Buffer>>,
		onRead: (key: string, offset: number) => void = () => {},
	) {
		this.#contents = contents;
		this.#onRead = onRead;
	}

	get objects(): StoredObject[] {
		return Object.entries(this.#contents).map(([key, { length }]) => ({
			key,
			etag: `"${key}"`,
			size: length,
			modified: Date.UTC(2026, 10, 20),
		}));
	}

	async *list(prefix: string) {
		for (const object of this.objects) if (object.key.startsWith(prefix)) yield [object];
	}

	async read({ key }: StoredObject, offset: number, length: number): Promise<Uint8Array> {
		this.maxAtOnce = Math.max(this.maxAtOnce, ++this.#atOnce);
		await new Promise(setImmediate);
		this.#atOnce--;
		this.reads.push(`${key} ${offset}`);
		this.#onRead(key, offset);
		return this.#contents[key]?.subarray(offset, offset + length) ?? Buffer.alloc(0);
	}
}

const random = (size: number) =>
	Buffer.from(
		Array.from({ length: size / 4_096 }, (_, at) => at)
			.join("-")
			.padEnd(size, "x"),
	);

describe("Objects of Amazon S3", () => {
	const folder = temporaryFolder();

	it("are downloaded concurrently, each once", async () => {
		const contents = Object.fromEntries(
			Array.from({ length: 40 }, (_, at) => [`a/${at}.gz`, Buffer.from(`${at}`)]),
		);
		const bucket = new FakeBucket(contents);
		const first = await download(bucket, bucket.objects, { folder: folder() });
		expect(first.paths.map((path) => readFileSync(path, "utf8"))).to.deep.equal(
			Object.keys(contents).map((_, at) => `${at}`),
		);
		expect(bucket.maxAtOnce).to.be.within(2, 8);
		const second = await download(bucket, bucket.objects, { folder: folder() });
		expect(second).to.deep.equal(first);
		expect(bucket.reads).to.have.length(40);
	});

	it("continue after an interruption where they stopped", async () => {
		const content = random(3 * part - 5);
		const stopping = new AbortController();
		const bucket = new FakeBucket({ large: content }, (_key, offset) => {
			if (offset === part) stopping.abort();
		});
		const options = { folder: folder(), signal: stopping.signal };
		const error = await download(bucket, bucket.objects, options).catch((reason: Error) => reason);
		expect(error).to.have.property("name", "AbortError");
		const seen: number[] = [];
		const { paths } = await download(bucket, bucket.objects, {
			folder: folder(),
			onProgress: (bytes) => seen.push(bytes),
		});
		expect(bucket.reads).to.deep.equal([0, 1, 2].map((number) => `large ${number * part}`));
		expect(seen).to.deep.equal([2 * part, content.length]);
		expect(readFileSync(paths[0] ?? "").equals(content)).to.equal(true);
	});

	it("are complete even if two processes download them concurrently", async () => {
		const content = random(2 * part + 7);
		const bucket = new FakeBucket({ large: content });
		const both = [1, 2].map(() => download(bucket, bucket.objects, { folder: folder() }));
		for (const { paths } of await Promise.all(both))
			expect(readFileSync(paths[0] ?? "").equals(content)).to.equal(true);
		expect(readdirSync(folder())).to.have.length(1);
	});

	it("cannot escape the folder with their keys", async () => {
		const bucket = new FakeBucket({
			"../../../../tmp/evil": Buffer.from("1"),
			"a/..": Buffer.from("2"),
			"ä\u0000/\n": Buffer.from("3"),
		});
		const { paths } = await download(bucket, bucket.objects, { folder: folder() });
		expect(new Set(paths.map((path) => join(path, ".."))).size).to.equal(1);
		for (const name of readdirSync(folder())) expect(name).to.match(/^[0-9a-f]{40}-[A-Za-z0-9_-]*$/);
	});

	async function fill(
		bucket: Bucket,
		limits?: { readonly object: number; readonly total: number },
	): Promise<Reading> {
		const store = await openStore({ userPoolId: logPool, region: "eu-central-1" }, { cache: false });
		try {
			return await s3Source(bucket, "", undefined, limits).fill(store, {}, () => {});
		} finally {
			await store.close();
		}
	}

	it("are skipped and reported if they are too large", async () => {
		const line = Buffer.from(`${logLine({})}\n`);
		const bucket = new FakeBucket({ small: line, large: Buffer.concat([line, line]) });
		expect(await fill(bucket, { object: line.length, total: 10_000 })).to.deep.include({
			lines: 1,
			complete: false,
			failures: [{ place: "large", reason: "tooLarge" }],
		});
	});

	it("are not downloaded if they are too large in total", async () => {
		const bucket = new FakeBucket({ one: Buffer.alloc(600), two: Buffer.alloc(600) });
		const error = await fill(bucket, { object: 1_000, total: 1_000 }).catch((reason: unknown) => reason);
		expect(error).to.be.instanceOf(ArchiveTooLargeError).and.to.include({ bytes: 1_200, limit: 1_000 });
		expect(bucket.reads).to.deep.equal([]);
	});
});
