import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Page, servePage } from "#review/page/server/index";
import { openStore, type Snapshot, type Store, takeSnapshot } from "#review/store/index";
import type { Action } from "../../review/page/protocol.ts";
import { fewEvents, pagePool } from "../../workbench/pageEvents.ts";
import { type RawRequest, rawRequest } from "../support/rawRequest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("the server of the page", () => {
	const folder = temporaryFolder();
	let path: string;
	let store: Store;
	let snapshot: Snapshot;
	let page: Page;

	before(async () => {
		store = await openStore({ userPoolId: pagePool, region: "eu-central-1" }, { cache: false });
		await store.addEvents(fewEvents);
		snapshot = await takeSnapshot(store);
	});

	after(() => store.close());

	beforeEach(async () => {
		path = join(folder(), "feedback.yaml");
		page = await serve();
	});

	afterEach(() => page.close());

	function serve(port = 0): Promise<Page> {
		return servePage({ path, userPoolId: pagePool, snapshot, port });
	}

	/** A request like the page's, with these changes. */
	function post(what: string, body: unknown, { headers, ...rest }: RawRequest = {}) {
		return rawRequest(`${page.url}${what}`, {
			method: "POST",
			headers: { origin: new URL(page.url).origin, "content-type": "application/json", ...headers },
			body: JSON.stringify(body),
			...rest,
		});
	}

	async function open(): Promise<string> {
		return JSON.parse((await rawRequest(`${page.url}open`)).body).session;
	}

	/** Performs an action on the newest event. */
	function act(session: string, action: Action | object) {
		return post("act", { session, action, current: { row: 0, position: 0 }, range: { offset: 0, count: 9 } });
	}

	/** Makes a decision on the newest event, and saves like the page, with these changes. */
	async function save(request: RawRequest = {}) {
		const session = await open();
		await act(session, { kind: "note", text: "why" });
		await act(session, { kind: "decide", value: "Valid" });
		return post("save", { session }, request);
	}

	it("listens on loopback only, on a free port, with a long token that is new each time", async () => {
		const other = await serve();
		await other.close();
		for (const { url } of [page, other]) expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
		expect(new URL(other.url).pathname).not.to.equal(new URL(page.url).pathname);
	});

	it("reveals nothing without the token or with a wrong one", async () => {
		const { pathname } = new URL(page.url);
		const wrong = `${pathname.slice(0, -2)}${pathname.at(-2) === "A" ? "B" : "A"}/`;
		for (const path of ["/", "/open", `${wrong}open`, pathname.slice(0, -2), "//open", `/x${pathname}open`]) {
			const { status, body } = await rawRequest(page.url, { path });
			expect(status, path).to.equal(404);
			expect(body).not.to.include("alice");
		}
	});

	it("rejects a foreign Host header, as in DNS rebinding", async () => {
		const { port } = new URL(page.url);
		for (const host of [
			`evil.example:${port}`,
			"localhost.evil.example",
			"[::2]:80",
			`127.0.0.1.evil.example:${port}`,
			`127.0.0.1:${port}@evil`,
		]) {
			const { status, body } = await rawRequest(`${page.url}open`, { headers: { host } });
			expect(status, host).to.equal(421);
			expect(body).not.to.include("alice");
		}
		for (const host of [
			`localhost:${port}`,
			"localhost:9000",
			"LOCALHOST:1",
			"127.0.0.1:9000",
			"[::1]:9000",
		]) {
			const { status } = await rawRequest(`${page.url}open`, { headers: { host } });
			expect(status, host).to.equal(200);
		}
	});

	it("accepts a save only from its own page", async () => {
		const { port } = new URL(page.url);
		const foreign = [
			{ origin: "https://evil.example" },
			{ origin: "null" },
			{ origin: `http://localhost:${port}` },
			{ origin: "" },
			{ "sec-fetch-site": "cross-site" },
			{ "sec-fetch-site": "same-site" },
			{ "sec-fetch-site": "none" },
		];
		for (const headers of foreign) {
			expect(
				(await save({ headers: headers as unknown as Record<string, string> })).status,
				JSON.stringify(headers),
			).to.equal(403);
		}
		const tunnel = { host: "localhost:9000" };
		const otherPort = { ...tunnel, origin: `http://localhost:${port}` };
		expect((await save({ headers: otherPort })).status).to.equal(403);
		expect((await save({ headers: { "content-type": "text/plain" } })).status).to.equal(415);
		expect(existsSync(path)).to.equal(false);
		expect((await save({ headers: { "sec-fetch-site": "same-origin" } })).status).to.equal(200);
		expect(readFileSync(path, "utf8")).to.include("note: why");
		expect((await save({ headers: { ...tunnel, origin: "http://localhost:9000" } })).status).to.equal(200);
	});

	it("does not respond to other pages that request events", async () => {
		for (const site of ["cross-site", "same-site"]) {
			const { status, body } = await rawRequest(`${page.url}open`, { headers: { "sec-fetch-site": site } });
			expect(status).to.equal(403);
			expect(body).not.to.include("alice");
		}
	});

	it("supports only GET, HEAD and POST", async () => {
		for (const method of ["PUT", "DELETE", "OPTIONS", "PATCH"]) {
			expect((await rawRequest(page.url, { method })).status, method).to.equal(405);
		}
		expect((await rawRequest(page.url, { method: "HEAD" })).body).to.equal("");
		expect((await save({ path: `${new URL(page.url).pathname}open` })).status).to.equal(404);
	});

	it("serves only the files of the page, whatever the path", async () => {
		const { pathname } = new URL(page.url);
		for (const path of [
			"../package.json",
			"..%2fpackage.json",
			"%2e%2e/server/index.js",
			"main.tsx",
			"/etc/passwd",
		]) {
			const { status } = await rawRequest(page.url, { path: `${pathname}${path}` });
			expect(status, path).to.equal(404);
		}
	});

	it("sends a policy that allows only its own files and nothing inline with every response", async () => {
		const responses = [
			await rawRequest(page.url),
			await rawRequest(`${page.url}open`),
			await rawRequest(`${page.url}nothing`),
			await rawRequest(page.url, { path: "/" }),
			await rawRequest(page.url, { headers: { host: "evil.example" } }),
		];
		for (const { headers } of responses) {
			const policy = String(headers["content-security-policy"]);
			expect(policy).to.match(/^default-src 'none'; script-src 'self'; style-src 'self';/);
			expect(policy).to.not.match(/unsafe|https?:|\*|data:/);
			expect(policy).to.include("frame-ancestors 'none'");
			expect(headers).to.include({
				"x-content-type-options": "nosniff",
				"referrer-policy": "no-referrer",
				"cross-origin-resource-policy": "same-origin",
				"cache-control": "no-store",
			});
			expect(headers).not.to.have.property("access-control-allow-origin");
		}
	});

	it("rejects invalid requests, and writes nothing for them", async () => {
		const session = await open();
		const refused = [
			{ kind: "decide", value: "Maybe" },
			{ kind: "decide" },
			{ kind: "note", text: 7 },
			{ kind: "note", text: "\u001b[2J" },
			{ kind: "toggle", row: -1, value: "Valid" },
			{ kind: "select", row: 0, position: "1" },
			{ kind: "decideGroup", group: { by: "user; DROP TABLE event", key: [0] }, value: "Valid", note: "" },
			{ kind: "decideGroup", group: { by: "user", key: ["0"] }, value: "Valid", note: "" },
			{ kind: "view", spec: { filter: {}, order: "newest" } },
			{ kind: "view", spec: { filter: { ...anyFilter, sample: "no such" }, order: "newest" } },
			{ kind: "view", spec: { filter: anyFilter, order: "oldest first" } },
			{ kind: "sample", size: 0, isBlind: false },
			{ kind: "forget" },
			"decide",
			null,
		];
		for (const action of refused)
			expect((await act(session, action as object)).status, JSON.stringify(action)).to.equal(400);
		expect((await post("act", undefined, { body: "{" })).status).to.equal(400);
		expect((await post("act", null)).status).to.equal(400);
		expect((await post("save", {})).status).to.equal(400);
		expect(existsSync(path)).to.equal(false);
	});

	it("writes decisions with its own data of the events", async () => {
		expect((await save()).status).to.equal(200);
		expect(readFileSync(path, "utf8")).to.match(
			/username: alice\n.*feedbackValue: Valid\n.*note: why\n.*evidence:\n.*source: api\n/,
		);
		expect(readdirSync(folder())).to.deep.equal(["feedback.yaml"]);
	});

	it("treats text in a filter as text", async () => {
		const session = await open();
		for (const text of ["'; DROP TABLE page_events; --", "%", "_", "\\", '"', "?", "$1", "\u0000"]) {
			for (const field of ["user", "country", "type"]) {
				const spec = { filter: { ...anyFilter, [field]: text }, order: "newest" };
				const { status, body } = await act(session, { kind: "view", spec });
				expect(status, `${field} ${text}`).to.equal(200);
				expect(JSON.parse(body).list.total, `${field} ${text}`).to.equal(0);
			}
		}
	});

	it("names the limit that a request exceeds", async () => {
		const session = await open();
		const range = { offset: 0, count: 501 };
		const large = await post("act", { session, action: { kind: "look" }, range });
		expect(large.status).to.equal(413);
		expect(JSON.parse(large.body).problem).to.equal("501 events at once is too much; the limit is 500.");
		const sample = await act(session, { kind: "sample", size: 50_001, isBlind: false });
		expect(sample.status).to.equal(413);
		expect(JSON.parse(sample.body).problem).to.include("the limit is 50,000");
	});

	it("makes an unknown page reload, and supports several", async () => {
		expect((await act("unknown", { kind: "look" })).status).to.equal(410);
		const first = await open();
		for (let opened = 0; opened < 7; opened++) await open();
		expect((await act(first, { kind: "decide", value: "Valid" })).status).to.equal(200);
		for (let opened = 0; opened < 20; opened++) await open();
		// Unlike the others, it has unsaved changes.
		expect((await act(first, { kind: "look" })).status).to.equal(200);
	});

	it("reads no more than a page can send", async () => {
		const response = await save({ body: " ".repeat(17 * 1024 * 1024) }).catch(
			(error: NodeJS.ErrnoException) => error.code,
		);
		// The connection ends while the rest of the request is being sent, or after the response arrived.
		if (typeof response === "object") expect(response.status).to.equal(413);
		else expect(response).to.be.oneOf(["EPIPE", "ECONNRESET"]);
		expect((await save()).status).to.equal(200);
	});

	it("writes through a symbolic link to its target", async () => {
		const real = join(folder(), "real.yaml");
		writeFileSync(real, `userPoolId: ${pagePool}\ndecisions: {}\n`);
		symlinkSync(real, path);
		expect((await save()).status).to.equal(200);
		expect(readFileSync(real, "utf8")).to.include("note: why");
	});

	it("does not start with a file that is malformed or for another pool", async () => {
		for (const text of ["userPoolId: eu-west-1_Other\ndecisions: {}\n", "decisions: 1\n"]) {
			writeFileSync(path, text);
			const failure = await serve().then(
				() => undefined,
				(error: Error) => error.name,
			);
			expect(failure).to.equal("FeedbackFileError");
		}
	});

	it("reports that its port is in use", async () => {
		const port = Number(new URL(page.url).port);
		const failure = await serve(port).then(
			() => undefined,
			(error: Error) => error.message,
		);
		expect(failure).to.equal(
			`Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free port.`,
		);
	});

	it("ends its connections when it is closed", async () => {
		const { url } = page;
		await fetch(url);
		await page.close();
		expect(
			await fetch(url).then(
				() => "responds",
				() => "gone",
			),
		).to.equal("gone");
		page = await serve();
	});
});

const anyFilter = { risks: [], user: "", country: "", type: "", says: "" as const, unreviewed: false };
