import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { expect } from "chai";
import fc from "fast-check";
import { anyText, hostileTexts } from "../../support/anyText.ts";
import { type EmulatorUnderTest, emulators } from "../../support/emulatorClient.ts";
import { aliceWith } from "../../support/emulatorContent.ts";

const good = JSON.stringify({ UserPoolId: "eu-central-1_Test", Username: "alice" });
const target = "AWSCognitoIdentityProviderService.AdminListUserAuthEvents";
const chunked = { "content-length": undefined, "transfer-encoding": "chunked" };
const ok = /^HTTP\/1\.1 200 /;

/** A request as bytes. `headers` replaces headers by name; `undefined` omits one. */
function requestOf(
	body: string | Buffer,
	headers: Readonly<Record<string, string | undefined>> = {},
): Buffer {
	const all = {
		host: "127.0.0.1",
		authorization: "AWS4-HMAC-SHA256 Credential=anybody",
		"content-type": "application/x-amz-json-1.1",
		"x-amz-target": target,
		"content-length": String(Buffer.byteLength(body)),
		connection: "close",
		...headers,
	};
	const lines = Object.entries(all).flatMap(([name, value]) =>
		value === undefined ? [] : `${name}: ${value}`,
	);
	return Buffer.concat([
		Buffer.from(["POST / HTTP/1.1", ...lines, "", ""].join("\r\n"), "latin1"),
		Buffer.from(body as string),
	]);
}

/** Deeply nested JSON: each level is an object or array within the one before. */
function nested(open: string, close: string, depth: number): string {
	return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

describe("emulator: malformed requests", () => {
	const start = emulators();
	let one: EmulatorUnderTest;
	let sockets: Socket[] = [];

	beforeEach(async () => {
		one = await start({ content: aliceWith({ EventId: "e1" }) });
	});

	afterEach(() => {
		for (const socket of sockets) socket.destroy();
		sockets = [];
	});

	async function connected(): Promise<Socket> {
		const { hostname, port } = new URL(one.emulator.endpoint);
		const socket = connect(Number(port), hostname);
		// The emulator may end a connection at any time; the response before that counts.
		socket.on("error", () => {});
		sockets.push(socket);
		await once(socket, "connect");
		return socket;
	}

	/** Sends these bytes and nothing else, and returns the response until the connection ends. */
	async function sent(...parts: readonly (string | Buffer)[]): Promise<string> {
		const socket = await connected();
		let response = "";
		socket.on("data", (chunk) => (response += chunk));
		for (const part of parts) socket.write(part);
		socket.end();
		await new Promise((resolve) => socket.once("close", resolve));
		return response;
	}

	async function expectWell(): Promise<void> {
		expect(await sent(requestOf(good)))
			.to.match(ok)
			.and.to.contain('"EventId":"e1"');
	}

	it("get an error or no response, whatever bytes arrive, and the next valid one gets a response", async () => {
		const garbage = fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes));
		const line = fc.stringMatching(/^[A-Z]{1,8} \S{1,20} HTTP\/\d\.\d$/).map((text) => `${text}\r\n\r\n`);
		const half = fc.integer({ min: 0, max: 250 }).map((length) => requestOf(good).subarray(0, length));
		const broken = fc
			.tuple(fc.integer({ min: 0, max: 300 }), fc.uint8Array({ minLength: 1, maxLength: 8 }))
			.map(([at, bytes]) => {
				const whole = requestOf(good);
				return Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)]);
			});
		const body = fc
			.oneof(garbage, fc.json().map(Buffer.from), anyText.map(Buffer.from))
			.map((text) => requestOf(text));
		const length = fc
			.constantFrom("-1", "1e3", "99999999999999999999", "0x10", "5, 6", "", "a", "1")
			.map((value) => requestOf(good, { "content-length": value }));
		await fc.assert(
			fc.asyncProperty(fc.oneof(garbage, line, half, broken, body, length), async (bytes) => {
				const response = await sent(bytes);
				expect(response === "" || /^HTTP\/1\.1 [2-5]\d\d /.test(response), JSON.stringify(response)).to.equal(
					true,
				);
				expect(response).not.to.contain("InternalErrorException");
				await expectWell();
			}),
			{ numRuns: 200 },
		);
	});

	for (const [what, bytes, status] of [
		["more headers than fit", requestOf(good, { "x-more": "x".repeat(100_000) }), 431],
		["10,000 headers", requestOf(good, manyHeaders(10_000)), 431],
		["a length that is no number", requestOf(good, { "content-length": "ten" }), 400],
		["a length and chunks", requestOf(good, { "transfer-encoding": "chunked" }), 400],
		["chunks of a wrong size", requestOf("zz\r\n{}\r\n0\r\n\r\n", chunked), 400],
		["no host", requestOf(good, { host: undefined }), 400],
		["a body that is no UTF-8", requestOf(Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x7d])), 400],
		["a target of hostile texts", requestOf(good, { "x-amz-target": `${target}\x9b\x80` }), 400],
		["objects in objects, 100,000 deep", requestOf(`${nested('{"a":', "}", 100_000)}`), 400],
		["lists in lists, 500,000 deep", requestOf(`{"a":${nested("[", "]", 500_000)}}`), 400],
		["an object that never ends", requestOf('{"a":'.repeat(200_000)), 400],
		["no HTTP at all", Buffer.from("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400],
	] as const) {
		it(`get HTTP ${status} if they are ${what}`, async () => {
			expect(await sent(bytes)).to.match(new RegExp(`^HTTP/1\\.1 ${status} `));
			await expectWell();
		});
	}

	it("may contain members named like built-in properties, which are ignored", async () => {
		const odd = `{"__proto__":{"UserPoolId":"eu-central-1_Test"},"constructor":1,"Username":"alice"}`;
		expect(await sent(requestOf(odd))).to.contain("Value null at 'userPoolId'");
		await expectWell();
	});

	it("may contain any text in any member", async () => {
		for (const text of [...hostileTexts, "\ud800", "x".repeat(1_000_000)]) {
			for (const name of ["UserPoolId", "Username", "NextToken"]) {
				const response = await sent(requestOf(JSON.stringify({ ...JSON.parse(good), [name]: text })));
				expect(response, `${name} ${text.slice(0, 50)}`).to.match(/^HTTP\/1\.1 400 /);
			}
		}
		await expectWell();
	});

	it("do not delay others while they are incomplete", async () => {
		for (const part of [
			"",
			"POST / HT",
			requestOf(good).subarray(0, 150),
			requestOf(good, { "content-length": "999" }),
		]) {
			const socket = await connected();
			socket.write(part);
		}
		await expectWell();
	});

	it("are rejected beyond the size limit of a body, however many chunks follow", async () => {
		const chunk = `${(1024 * 1024).toString(16)}\r\n${"x".repeat(1024 * 1024)}\r\n`;
		const response = await sent(
			requestOf("", chunked),
			...Array.from({ length: 64 }, () => chunk),
			"0\r\n\r\n",
		);
		expect(response).to.match(/^HTTP\/1\.1 413 /);
		await expectWell();
	});

	it("reach it from this machine's loopback only", async () => {
		const { port } = new URL(one.emulator.endpoint);
		const others = Object.values(networkInterfaces()).flatMap((each = []) =>
			each.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address),
		);
		for (const address of ["127.0.0.2", ...others]) {
			const socket = connect(Number(port), address);
			sockets.push(socket);
			const outcome = await once(socket, "connect").then(
				() => "connected",
				(error: NodeJS.ErrnoException) => error.code,
			);
			expect(outcome, address).not.to.equal("connected");
		}
	});
});

function manyHeaders(count: number): Record<string, string> {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, "y"]));
}
