import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { expect } from "chai";
import type { Aws } from "#review/doctor/aws";
import type { Context } from "#review/doctor/check";
import { certificates, clock, node, oldestPulumi, proxy, pulumi } from "#review/doctor/checks/machine";
import { readText } from "../../../support/manifest.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

interface Around {
	readonly env?: Context["env"];
	readonly nodeVersion?: string;
	readonly aws?: Partial<Aws>;
}

const context = ({ env = {}, nodeVersion = "24.0.0", aws = {} }: Around): Context => ({
	env,
	nodeVersion,
	requestsPerSecond: 20,
	listingRequestsPerSecond: 40,
	aws: {
		pool: async () => ({}),
		caBundle: async () => undefined,
		host: "cognito-idp.eu-central-1.amazonaws.com",
		...aws,
	} as Aws,
});

describe("The checks of `doctor` on the machine", () => {
	const folder = temporaryFolder();

	it("fail for a Node.js that is too old", () => {
		expect(node(context({ nodeVersion: "22.12.0" })).status).to.equal("ok");
		expect(node(context({ nodeVersion: "22.11.0" }))).to.deep.equal({
			status: "failed",
			finding: { kind: "oldNode", version: "22.11.0" },
		});
	});

	for (const [title, script, status, kind] of [
		["a current one", "echo v3.205.0", "ok", "pulumiVersion"],
		["the oldest", `echo v${oldestPulumi}`, "ok", "pulumiVersion"],
		["a development build", "echo v3.206.0-alpha.1+dirty", "ok", "pulumiVersion"],
		["one that is too old", "echo v3.99.0", "warning", "oldPulumi"],
		["one that fails", "exit 1", "warning", "pulumiFails"],
		["one that prints no version", "echo hello", "warning", "pulumiFails"],
		["none", undefined, "notChecked", "pulumiMissing"],
	] as const)
		it(`include the Pulumi CLI: ${title}`, async () => {
			if (script !== undefined) {
				const path = join(folder(), "pulumi");
				writeFileSync(path, `#!/bin/sh\n${script}\n`);
				chmodSync(path, 0o755);
			}
			const outcome = await pulumi(context({ env: { PATH: folder() } }));
			expect([outcome.status, outcome.finding.kind]).to.deep.equal([status, kind]);
		});

	it("require the same Pulumi version as the provider", () => {
		const { peerDependencies } = JSON.parse(readText("provider/package.json"));
		expect(peerDependencies["@pulumi/pulumi"]).to.equal(`^${oldestPulumi}`);
	});

	for (const variable of ["AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"])
		it(`read the certificates of ${variable}, and report no folder`, async () => {
			const path = join(folder(), "ca.pem");
			const named = { variable, file: "ca.pem" };
			const check = () => certificates(context({ env: { [variable]: path } }));
			const failed = (kind: string) => ({ status: "failed", finding: { kind, ...named } });
			expect(await check()).to.deep.equal(failed("unreadableCertificates"));
			writeFileSync(path, "not a certificate");
			expect(await check()).to.deep.equal(failed("noCertificates"));
			writeFileSync(path, rootCertificates[0] ?? "");
			expect(await check()).to.deep.equal({
				status: "ok",
				finding: { kind: "certificateFiles", files: [named] },
			});
		});

	it("read the certificates of `ca_bundle`, unless AWS_CA_BUNDLE is set", async () => {
		const path = join(folder(), "ca.pem");
		writeFileSync(path, rootCertificates[0] ?? "");
		const aws = { caBundle: async () => join(folder(), "missing.pem") };
		expect((await certificates(context({ aws }))).finding).to.deep.equal({
			kind: "unreadableCertificates",
			variable: "ca_bundle",
			file: "missing.pem",
		});
		expect((await certificates(context({ aws, env: { AWS_CA_BUNDLE: path } }))).status).to.equal("ok");
	});

	describe("with a proxy in the environment", () => {
		const names = ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"];
		let saved: NodeJS.ProcessEnv;
		beforeEach(() => {
			saved = { ...process.env };
			for (const name of names) delete process.env[name];
		});
		afterEach(() => {
			for (const name of names) delete process.env[name];
			Object.assign(process.env, saved);
		});

		for (const [noProxy, kind] of [
			["", "proxy"],
			["localhost, .amazonaws.com", "proxyBypassed"],
			["AMAZONAWS.com", "proxyBypassed"],
			["zonaws.com", "proxy"],
			["*", "proxyBypassed"],
		] as const)
			it(`interpret NO_PROXY=${noProxy} like requests`, async () => {
				Object.assign(process.env, { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: noProxy });
				expect((await proxy(context({ env: process.env }))).finding.kind).to.equal(kind);
			});

		it("report ALL_PROXY too", async () => {
			process.env.ALL_PROXY = "http://proxy:3128";
			expect((await proxy(context({ env: process.env }))).finding).to.deep.equal({
				kind: "proxy",
				variable: "ALL_PROXY",
				proxy: "proxy:3128",
			});
		});

		for (const variable of ["HTTPS_PROXY", "https_proxy"])
			it(`report only the host of ${variable}`, async () => {
				process.env[variable] = "http://alice:hunter2@proxy.example.com:3128/alice";
				expect(await proxy(context({ env: process.env }))).to.deep.equal({
					status: "ok",
					finding: { kind: "proxy", variable, proxy: "proxy.example.com:3128" },
				});
			});
	});

	for (const [seconds, status] of [
		[0, "ok"],
		[300, "ok"],
		[301, "failed"],
		[-300, "ok"],
		[-301, "failed"],
	] as const)
		it(`compare clocks: ${seconds} seconds ahead of the server is ${status}`, async () => {
			const server = Date.UTC(2026, 10, 26);
			const outcome = await clock(context({ aws: { clock: { server, local: server + seconds * 1_000 } } }));
			expect(outcome.status).to.equal(status);
			expect(outcome.finding).to.include({ secondsAhead: seconds });
		});
});
