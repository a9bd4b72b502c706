import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("another page in the same browser", () => {
	const chromium = browser();
	let server: Server;
	let foreign: string;

	before(async () => {
		server = createServer((_, response) => {
			response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>foreign</title>");
		});
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		foreign = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	});

	after(() => {
		server.closeAllConnections();
		server.close();
	});

	it("can neither read, nor frame, nor write, even if it knows the address", async () => {
		await using page = await ReviewPage.open(chromium());
		const other = await chromium().newPage();
		try {
			await other.goto(foreign);
			const seen = await other.evaluate(async (url) => {
				const attempt = (init?: RequestInit) =>
					fetch(`${url}${init?.method === "POST" ? "save" : "open"}`, init).then(
						async (response) => `${response.type} ${response.status} ${await response.text()}`.trim(),
						() => "failed",
					);
				const body = JSON.stringify({ session: "" });
				const frame = document.createElement("iframe");
				frame.src = url;
				const script = document.createElement("script");
				script.src = `${url}app.js`;
				const loaded = new Promise((resolve) => {
					script.onload = () => resolve("ran");
					script.onerror = () => resolve("failed");
				});
				document.body.append(frame, script);
				return [
					await attempt(),
					await attempt({ mode: "no-cors" }),
					await attempt({ method: "POST", body, headers: { "content-type": "application/json" } }),
					await attempt({ method: "POST", body, mode: "no-cors" }),
					await loaded,
				];
			}, page.url);
			expect(seen.filter((each) => each !== "failed" && each !== "opaque 0")).to.deep.equal([]);
			const framed = other.frames().find((frame) => frame.parentFrame() !== null);
			expect(await framed?.$("#app")).to.equal(null);
			expect(page.file()).to.equal(undefined);
		} finally {
			await other.close();
		}
	});
});
