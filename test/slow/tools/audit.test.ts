import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runScript } from "../../support/script.ts";

const advisory = {
	id: 1,
	url: "https://advisories.example/1",
	title: "Trouble",
	severity: "high",
	vulnerable_versions: "<=99999.0.0",
	cwe: [],
	cvss: { score: 0 },
};

describe("`npm run audit:ci`", () => {
	let cache: string;
	beforeEach(() => {
		cache = mkdtempSync(join(tmpdir(), "cognito-feedback-audit-"));
	});
	afterEach(() => rmSync(cache, { recursive: true, force: true }));

	/** Audits with a registry that gives this response to each audit, and has no packages. */
	async function audit(status: number, result: unknown): Promise<{ code: number | null; output: string }> {
		const server = createServer((request, response) => {
			request.resume();
			const isAudit = request.url?.includes("/security/");
			response.writeHead(isAudit ? status : 404, { "content-type": "application/json" });
			response.end(JSON.stringify(isAudit ? result : {}));
		}).listen(0, "127.0.0.1");
		await new Promise((listening) => server.once("listening", listening));
		const { port } = server.address() as AddressInfo;
		try {
			const script = runScript("audit:ci", {
				npm_config_registry: `http://127.0.0.1:${port}/`,
				npm_config_cache: cache,
			});
			return { code: await script.exit, output: script.output() };
		} finally {
			server.close();
			server.closeAllConnections();
		}
	}

	it("fails if a dependency of the package has a vulnerability, and names it", async () => {
		const { code, output } = await audit(200, { "@smithy/core": [advisory] });
		expect(output).to.match(
			/^@smithy\/core .*\nSeverity: high\nTrouble - https:\/\/advisories\.example\/1$/m,
		);
		expect(code).to.equal(1);
	});

	it("passes if only this repository's development tools have one", async () => {
		const { code, output } = await audit(200, { mocha: [advisory], chai: [advisory] });
		expect(output).to.equal("found 0 vulnerabilities\n");
		expect(code).to.equal(0);
	});

	it("is skipped with a message if the registry supports no audits", async () => {
		const { code, output } = await audit(404, { error: "not found" });
		expect(output).to.match(/404 Not Found.*\nThe audit is skipped: the registry does not respond\.\n$/s);
		expect(code).to.equal(75);
	});
});
