import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { isCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import { S3Bucket } from "#review/sources/s3";
import { s3Source } from "#review/sources/s3/source";
import { openStore, type Reading, type Store } from "#review/store/index";
import { generatedPool, generateSignIns, LineWriter } from "../../../workbench/logs/index.ts";
import { awsVariables } from "../../support/awsVariables.ts";
import { callCommand } from "../../support/callCommand.ts";
import { awsVariablesFor, Moto } from "../../support/moto.ts";
import { blocksOf, commandsOf } from "../../support/readme.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const events = [...generateSignIns({ events: 3_000 })];
const lines = [...new LineWriter({ doubled: 0.05, late: 0.2 }).all(events)];

describe("Exported logs in Amazon S3 (moto)", function () {
	this.timeout(600_000);
	const folder = temporaryFolder();
	awsVariables(awsVariablesFor(""));
	let moto: Moto;
	let s3: S3Client;
	let count = 0;
	let bucketName = "";

	before(async () => {
		moto = await Moto.start();
		Object.assign(process.env, awsVariablesFor(moto.endpoint));
		s3 = new S3Client({ endpoint: moto.endpoint, region: "eu-central-1" });
	});
	after(async () => {
		s3?.destroy();
		await moto?.stop();
	});
	beforeEach(async () => {
		bucketName = `events-${++count}`;
		const CreateBucketConfiguration = { LocationConstraint: "eu-central-1" } as const;
		await s3.send(new CreateBucketCommand({ Bucket: bucketName, CreateBucketConfiguration }));
	});

	const put = (Key: string, Body: string | Buffer) =>
		s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body }));

	async function inStore<T>(run: (store: Store) => Promise<T>): Promise<T> {
		const store = await openStore(
			{ userPoolId: generatedPool, region: "eu-central-1" },
			{ cache: true, root: folder() },
		);
		try {
			return await run(store);
		} finally {
			await store.close();
		}
	}

	/** Fills a store; returns the parts of objects that were fetched. */
	async function fill(
		prefix: string,
		filter = {},
		name = bucketName,
	): Promise<{ reading: Reading; parts: string[]; ids: string[] }> {
		const parts: string[] = [];
		class Watched extends S3Bucket {
			override read(...args: Parameters<S3Bucket["read"]>) {
				parts.push(`${args[0].key} ${args[1]}`);
				return super.read(...args);
			}
		}
		const source = s3Source(new Watched({}, generatedPool, name), prefix);
		return inStore(async (store) => {
			const reading = await source.fill(store, filter, () => {});
			const rows = await store.rows<{ event_id: string }>("SELECT event_id FROM events ORDER BY 1");
			return { reading, parts, ids: rows.map(({ event_id }) => event_id) };
		});
	}

	const idsOf = (of: typeof events) => of.map(({ eventId }) => eventId).sort();
	const text = (of: readonly string[]) => of.map((line) => `${line}\n`).join("");

	it("are read whatever their keys and compression, and only below the prefix", async () => {
		const third = Math.ceil(lines.length / 3);
		await put("logs/AWSLogs/1/cognito/2026/11/20/a.gz", gzipSync(text(lines.slice(0, third))));
		await put("logs/stream-1-2026-11-20", zstdCompressSync(text(lines.slice(third, 2 * third))));
		await put("logs/plain ä+ü?.txt", text(lines.slice(2 * third)));
		await put("logs/folder/", "");
		await put("other/no.json", "not a line\n");
		const { reading, ids } = await fill("logs/");
		expect(ids).to.deep.equal(idsOf(events));
		expect(reading).to.deep.include({ lines: lines.length, skipped: {}, failures: [], complete: true });
	});

	it("are listed page by page, and each object is downloaded once, to files that only their owner may read", async () => {
		const per = Math.ceil(lines.length / 1_030);
		const starts = lines.keys().filter((at) => at % per === 0);
		const work = async () => {
			for (const at of starts) await put(`many/${at}.json`, text(lines.slice(at, at + per)));
		};
		await Promise.all(Array.from({ length: 16 }, work));
		const first = await fill("many/");
		expect(first.ids).to.deep.equal(idsOf(events));
		expect(first.parts)
			.to.have.length(Math.ceil(lines.length / per))
			.and.above(1_000);
		await put("many/new.json", text(lines.slice(0, 2)));
		const second = await fill("many/");
		expect(second.parts).to.deep.equal(["many/new.json 0"]);
		expect(second.reading).to.include({ unchanged: first.parts.length, lines: 2 });
		const [store = ""] = readdirSync(folder());
		const cache = join(folder(), store, "s3");
		expect(statSync(cache).mode & 0o777).to.equal(0o700);
		for (const name of readdirSync(cache)) expect(statSync(join(cache, name)).mode & 0o777).to.equal(0o600);
	});

	it("are downloaded in parts for large objects, and again for replaced ones", async () => {
		const all = [...generateSignIns({ events: 13_000 })];
		await put("large.json", text([...new LineWriter({ steps: 0 }).all(all)]));
		const { parts, ids } = await fill("large");
		expect(parts).to.deep.equal([0, 1].map((part) => `large.json ${part * 8 * 2 ** 20}`));
		expect(ids).to.deep.equal(idsOf(all));
		await put("large.json", text(lines.slice(0, 10)));
		expect((await fill("large")).parts).to.deep.equal(["large.json 0"]);
	});

	it("are skipped if they were written before the requested period", async () => {
		await put("old.json", text(lines));
		expect((await fill("", { since: "2999-01-01T00:00:00Z" })).parts).to.deep.equal([]);
		expect((await fill("", { since: "2026-01-01T00:00:00Z" })).parts).to.have.length(1);
	});

	it("are read without an object that is removed during the download", async () => {
		await put("a.json", text(lines));
		await put("b.json", text(lines));
		class Removing extends S3Bucket {
			override async read(...args: Parameters<S3Bucket["read"]>) {
				await s3.send(new DeleteObjectCommand({ Bucket: bucketName, Key: "b.json" }));
				return super.read(...args);
			}
		}
		await inStore(async (store) => {
			const reading = await s3Source(new Removing({}, generatedPool, bucketName), "").fill(
				store,
				{},
				() => {},
			);
			expect(reading).to.deep.include({
				complete: false,
				failures: [{ place: "b.json", reason: "changed" }],
			});
			expect(reading.events).to.equal(events.length);
		});
	});

	it("are shown by the commands of docs/sources.md", async () => {
		await put("logs/a.json.gz", gzipSync(text(lines)));
		const commands = blocksOf("docs/sources.md")
			.flatMap(commandsOf)
			.filter((command) => command.includes("s3://"));
		expect(commands).to.have.length(2);
		for (const command of commands) {
			const args = command
				.replace("eu-central-1_AbCdEf123", generatedPool)
				.replace(/example-auth-events\/\w+\//, `${bucketName}/logs/`)
				.split(" ")
				.slice(2);
			const { code, out, err } = await callCommand([...args, "--json"]);
			expect(code, err).to.equal(0);
			const fitting = events.filter(
				({ riskLevel }) => !args.includes("--risk") || /High|Medium/.test(`${riskLevel}`),
			);
			expect(JSON.parse(out)).to.have.length(fitting.length);
		}
	});

	it("report a bucket that does not exist", async () => {
		const error = await fill("", {}, "does-not-exist").catch((reason: unknown) => reason);
		expect(isCognitoError(error, "notFound"), String(error)).to.equal(true);
	});
});
