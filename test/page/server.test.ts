import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Page, servePage } from "#review/page/server/index";
import type { UserEvent } from "../../review/listing/listPool.ts";
import { fewEvents, pagePool } from "../../workbench/pageEvents.ts";
import { type RawRequest, rawRequest } from "../support/rawRequest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("the server of the page", () => {
	const folder = temporaryFolder();
	let path: string;
	let page: Page;

	beforeEach(async () => {
		path = join(folder(), "feedback.yaml");
		page = await serve(fewEvents);
	});

	afterEach(() => page.close());

	function serve(events: readonly UserEvent[], port = 0): Promise<Page> {
		return servePage({ path, userPoolId: pagePool, events, port });
	}

	const change = { eventId: "e1", decision: { feedbackValue: "Valid", note: "why" } };

	/** A save as the page makes it, but for what is given. */
	async function save(request: RawRequest & { readonly changes?: unknown } = {}) {
		const { changes = [change], headers, ...rest } = request;
		const { version } = JSON.parse((await rawRequest(`${page.url}decisions`)).body);
		return rawRequest(`${page.url}save`, {
			method: "POST",
			headers: { origin: new URL(page.url).origin, "content-type": "application/json", ...headers },
			body: JSON.stringify({ version, changes }),
			...rest,
		});
	}

	it("listens on loopback only, at a free port, with a token that is long and new each time", async () => {
		const other = await serve([]);
		await other.close();
		for (const { url } of [page, other]) expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
		expect(new URL(other.url).pathname).not.to.equal(new URL(page.url).pathname);
	});

	it("answers nothing without the token or with a wrong one", async () => {
		const { pathname } = new URL(page.url);
		const wrong = `${pathname.slice(0, -2)}${pathname.at(-2) === "A" ? "B" : "A"}/`;
		for (const path of [
			"/",
			"/events",
			`${wrong}events`,
			pathname.slice(0, -2),
			"//events",
			`/x${pathname}events`,
		]) {
			const { status, body } = await rawRequest(page.url, { path });
			expect(status, path).to.equal(404);
			expect(body).not.to.include("alice");
		}
	});

	it("refuses a foreign Host header, which is how DNS rebinding shows", async () => {
		const { port } = new URL(page.url);
		for (const host of [
			`evil.example:${port}`,
			"localhost.evil.example",
			"[::2]:80",
			`127.0.0.1.evil.example:${port}`,
			`127.0.0.1:${port}@evil`,
		]) {
			const { status, body } = await rawRequest(`${page.url}events`, { headers: { host } });
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
			const { status } = await rawRequest(`${page.url}events`, { headers: { host } });
			expect(status, host).to.equal(200);
		}
	});

	it("takes a save from the page itself and from nowhere else", async () => {
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

	it("does not answer other pages that ask for events", async () => {
		for (const site of ["cross-site", "same-site"]) {
			const { status, body } = await rawRequest(`${page.url}events`, { headers: { "sec-fetch-site": site } });
			expect(status).to.equal(403);
			expect(body).not.to.include("alice");
		}
	});

	it("knows GET, HEAD and the one POST", async () => {
		for (const method of ["PUT", "DELETE", "OPTIONS", "PATCH"]) {
			expect((await rawRequest(page.url, { method })).status, method).to.equal(405);
		}
		expect((await rawRequest(page.url, { method: "HEAD" })).body).to.equal("");
		expect((await save({ path: `${new URL(page.url).pathname}events` })).status).to.equal(404);
	});

	it("hands out the files of the page and no other, whatever the path", async () => {
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

	it("sends a policy that allows its own files and nothing inline, on every answer", async () => {
		const answers = [
			await rawRequest(page.url),
			await rawRequest(`${page.url}events`),
			await rawRequest(`${page.url}nothing`),
			await rawRequest(page.url, { path: "/" }),
			await rawRequest(page.url, { headers: { host: "evil.example" } }),
		];
		for (const { headers } of answers) {
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

	it("writes decisions on the events that it lists, in its own words for them", async () => {
		const refused = [
			[{ ...change, eventId: "e99" }],
			[{ ...change, decision: { feedbackValue: "Maybe" } }],
			[{ ...change, decision: { feedbackValue: "Valid", note: 7 } }],
			[{ ...change, decision: { feedbackValue: "Valid", note: "\u001b[2J" } }],
			[{ ...change, decision: "Valid" }],
			[null],
			"all",
		];
		for (const changes of refused)
			expect((await save({ changes })).status, JSON.stringify(changes)).to.equal(400);
		expect((await save({ body: "{" })).status).to.equal(400);
		expect((await save({ body: "null" })).status).to.equal(400);
		expect(existsSync(path)).to.equal(false);
		const forged = { feedbackValue: "Valid", username: "mallory", evidence: "forged", path: "/tmp/other" };
		expect((await save({ changes: [{ eventId: "e1", decision: forged }] })).status).to.equal(200);
		expect(readFileSync(path, "utf8")).to.match(
			/username: alice\n.*feedbackValue: Valid\n.*evidence:\n.*source: api\n/,
		);
		expect(readdirSync(folder())).to.deep.equal(["feedback.yaml"]);
	});

	it("reads no more than a page can send", async () => {
		const answer = await save({ body: " ".repeat(17 * 1024 * 1024) }).catch(
			(error: NodeJS.ErrnoException) => error.code,
		);
		// The connection ends while the rest is on its way, or after the answer came.
		if (typeof answer === "object") expect(answer.status).to.equal(413);
		else expect(answer).to.be.oneOf(["EPIPE", "ECONNRESET"]);
		expect((await save()).status).to.equal(200);
	});

	it("writes through a link to the file that it leads to", async () => {
		const real = join(folder(), "real.yaml");
		writeFileSync(real, `userPoolId: ${pagePool}\ndecisions: {}\n`);
		symlinkSync(real, path);
		expect((await save()).status).to.equal(200);
		expect(readFileSync(real, "utf8")).to.include("note: why");
	});

	it("refuses to start on a file that is for another pool or malformed", async () => {
		for (const text of ["userPoolId: eu-west-1_Other\ndecisions: {}\n", "decisions: 1\n"]) {
			writeFileSync(path, text);
			const failure = await serve([]).then(
				() => undefined,
				(error: Error) => error.name,
			);
			expect(failure).to.equal("FeedbackFileError");
		}
	});

	it("says so where its port is taken", async () => {
		const port = Number(new URL(page.url).port);
		const failure = await serve([], port).then(
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
				() => "answers",
				() => "gone",
			),
		).to.equal("gone");
		page = await serve(fewEvents);
	});
});
