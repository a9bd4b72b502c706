import { createHash } from "node:crypto";
import dns from "node:dns";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { CognitoClient } from "#provider/cognito/client";
import { Aws } from "#review/doctor/aws";
import { awsVariables } from "../../support/awsVariables.ts";
import { failureOf } from "../../support/buildRejection.ts";
import { callCommand } from "../../support/callCommand.ts";
import { runCommand } from "../../support/command.ts";
import { poolUser } from "../../support/emulatedCognito.ts";
import { roleProfile } from "../../support/stubSts.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { authority, tlsServers } from "../../support/tlsServer.ts";

const cognito = "cognito-idp.eu-central-1.amazonaws.com";
const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
const role = roleProfile("audit");

describe("The environment of connections", () => {
	awsVariables(keys);
	const start = tlsServers();
	const folder = temporaryFolder();
	const proxyVariables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "NO_PROXY"];
	afterEach(() => {
		for (const name of [...proxyVariables, "AWS_CA_BUNDLE"]) delete process.env[name];
	});

	for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"]) {
		it(`routes requests to Cognito through the proxy of ${name}`, async () => {
			const server = await start();
			Object.assign(process.env, { [name]: server.proxy, AWS_CA_BUNDLE: authority });
			await new CognitoClient({}).listAuthEvents(poolUser);
			expect(server.connects).to.deep.equal([`${cognito}:443`]);
			expect(server.hosts).to.deep.equal([cognito]);
		});
	}

	it("routes requests for credentials through the proxy too, also one without a scheme", async () => {
		const server = await start();
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		await writeFile(process.env.AWS_CONFIG_FILE, role);
		Object.assign(process.env, {
			HTTPS_PROXY: server.proxy.replace("http://", ""),
			AWS_CA_BUNDLE: authority,
		});
		await new CognitoClient({ profile: "audit" }).listAuthEvents(poolUser);
		expect(server.hosts).to.deep.equal(["sts.eu-central-1.amazonaws.com", cognito]);
	});

	for (const [form, session, cached] of [
		["", "sso_session = corp", "corp"],
		[
			" of the older form",
			"sso_start_url = https://example.com/start\nsso_region = eu-central-1",
			"https://example.com/start",
		],
	] as const) {
		it(`routes requests to IAM Identity Center through the proxy, for a profile${form}`, async () => {
			const server = await start();
			const { HOME } = process.env;
			Object.assign(process.env, {
				HTTPS_PROXY: server.proxy,
				AWS_CA_BUNDLE: authority,
				AWS_CONFIG_FILE: join(folder(), "config"),
				HOME: folder(),
			});
			try {
				await writeFile(
					join(folder(), "config"),
					`[profile sso]\n${session}\nsso_account_id = 123456789012\nsso_role_name = reviewer\n[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://example.com/start\n`,
				);
				const cache = join(folder(), ".aws/sso/cache");
				await mkdir(cache, { recursive: true });
				const name = createHash("sha1").update(cached).digest("hex");
				const token = { accessToken: "canary", expiresAt: "2099-01-01T00:00:00Z" };
				await writeFile(join(cache, `${name}.json`), JSON.stringify(token));
				await new CognitoClient({ profile: "sso" }).listAuthEvents(poolUser);
			} finally {
				process.env.HOME = HOME;
			}
			expect(server.hosts).to.deep.equal(["portal.sso.eu-central-1.amazonaws.com", cognito]);
			expect(server.connects).to.have.length(2);
		});
	}

	it("makes the certificates of NODE_EXTRA_CA_CERTS trusted, with a proxy, with Node.js's own proxy, and without one", async () => {
		const server = await start();
		const env = { ...keys, NODE_EXTRA_CA_CERTS: authority };
		const args = ["events", "--user-pool-id", poolUser.userPoolId, "--username", "alice"];
		const through = { ...env, HTTPS_PROXY: server.proxy };
		const runs = [
			await runCommand(args, { env: through }),
			await runCommand(args, { env: { ...through, NODE_USE_ENV_PROXY: "1" } }),
			await runCommand([...args, "--endpoint", server.endpoint], { env }),
		];
		expect(runs.map(({ code, err }) => [code, err])).to.deep.equal(Array(3).fill([0, ""]));
		expect([...new Set(server.hosts)]).to.deep.equal([cognito, "localhost"]);
	});

	it("routes the command's requests through the proxy", async () => {
		const server = await start();
		const env = { ...keys, HTTPS_PROXY: server.proxy, AWS_CA_BUNDLE: authority };
		const { code, err } = await callCommand(
			["events", "--user-pool-id", poolUser.userPoolId, "--username", "alice"],
			{ env },
		);
		expect([code, err]).to.deep.equal([0, ""]);
		expect([...new Set(server.connects)]).to.deep.equal([`${cognito}:443`]);
	});

	it("routes requests of `doctor` to AWS STS and IAM through the proxy, which is named if it rejects them", async () => {
		const server = await start(407);
		Object.assign(process.env, { HTTPS_PROXY: server.proxy, AWS_CA_BUNDLE: authority });
		const aws = new Aws({}, poolUser.userPoolId);
		// The error belongs to the installed package, so its class differs from the one that these tests import.
		for (const request of [aws.identity, () => aws.simulate("principal", "action", "resource")])
			expect(await request().catch(({ failure }) => failure)).to.include({
				kind: "proxyFailed",
				code: "HTTP 407",
			});
		expect([...new Set(server.connects)]).to.deep.equal(
			[cognito, "sts.eu-central-1.amazonaws.com", "iam.amazonaws.com"].map((host) => `${host}:443`),
		);
	});

	it("makes `doctor` report a proxy that rejects requests once, and an unreadable file of certificates", async () => {
		const server = await start(407);
		for (const [env, check] of [
			[{ HTTPS_PROXY: server.proxy }, "connection"],
			[{ AWS_CA_BUNDLE: join(folder(), "missing.pem") }, "certificates"],
		] as const) {
			const { code, out } = await callCommand(["doctor", "--user-pool-id", poolUser.userPoolId, "--json"], {
				env: { ...keys, PATH: folder(), ...env },
			});
			expect(code).to.equal(1);
			const { checks } = JSON.parse(out) as { checks: { check: string; status: string }[] };
			const failed = checks.filter(({ status }) => status === "failed").map((each) => each.check);
			expect(failed).to.deep.equal([check]);
		}
	});

	it("routes requests to this machine, and to hosts of NO_PROXY, without a proxy", async () => {
		const server = await start();
		Object.assign(process.env, { HTTPS_PROXY: server.proxy, AWS_CA_BUNDLE: authority });
		await new CognitoClient({ endpoint: server.endpoint }).listAuthEvents(poolUser);
		const { lookup } = dns;
		try {
			// No request may leave this machine.
			dns.lookup = ((host: string, _: object, done: (error: Error) => void) =>
				done(Object.assign(new Error(host), { code: "ENOTFOUND" }))) as typeof lookup;
			for (const exempt of ["amazonaws.com", ".amazonaws.com", `${cognito}:443`, "*"]) {
				process.env.NO_PROXY = exempt;
				const failure = await failureOf(new CognitoClient({}).listAuthEvents(poolUser));
				expect(failure).to.include({ kind: "unreachable", code: "ENOTFOUND" });
			}
		} finally {
			dns.lookup = lookup;
		}
		expect(server.connects).to.deep.equal([]);
	});

	for (const [what, proxyOf, host, code] of [
		["refuses", (proxy: string) => proxy.replace("//", "//me:canary@"), /^127\.0\.0\.1:\d+$/, "HTTP 407"],
		["does not listen", () => "http://me:canary@127.0.0.1:1", /^127\.0\.0\.1:1$/, "ECONNREFUSED"],
		["is no URL", () => "http://[canary", /^\(not an http/, "ERR_INVALID_URL"],
	] as const) {
		it(`makes errors name a proxy that ${what}, without its password, and exclude that Cognito got the request`, async () => {
			const server = await start(407);
			process.env.HTTPS_PROXY = proxyOf(server.proxy);
			const client = new CognitoClient({});
			const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;
			const failure = await failureOf(client.submitFeedback(decision));
			expect(failure).to.include({ kind: "proxyFailed", code, mayHaveArrived: false });
			expect(failure.host).to.match(host);
			expect(JSON.stringify(failure)).not.to.include("canary");
		});
	}

	it("makes errors name a proxy that blocks fetching credentials", async () => {
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		await writeFile(process.env.AWS_CONFIG_FILE, role);
		process.env.HTTPS_PROXY = "http://127.0.0.1:1";
		const client = new CognitoClient({ profile: "audit" });
		expect(await failureOf(client.listAuthEvents(poolUser))).to.include({
			kind: "proxyFailed",
			host: "127.0.0.1:1",
		});
	});

	for (const [profile, selected] of [
		["default", {}],
		["profile audit", { profile: "audit" }],
	] as const) {
		it(`makes the certificates of \`ca_bundle\` in the [${profile}] trusted`, async () => {
			const server = await start();
			process.env.AWS_CONFIG_FILE = join(folder(), "config");
			const settings = "aws_access_key_id = test\naws_secret_access_key = test\n";
			await writeFile(process.env.AWS_CONFIG_FILE, `[${profile}]\nca_bundle = ${authority}\n${settings}`);
			await new CognitoClient({ endpoint: server.endpoint, ...selected }).listAuthEvents(poolUser);
			expect(server.hosts).to.deep.equal(["localhost"]);
		});
	}

	it("makes errors name an unreadable `ca_bundle` of a profile", async () => {
		process.env.AWS_CONFIG_FILE = join(folder(), "config");
		await writeFile(process.env.AWS_CONFIG_FILE, "[default]\nca_bundle = missing.pem\n");
		expect(await failureOf(new CognitoClient({}).listAuthEvents(poolUser))).to.include({
			kind: "invalidCaBundle",
			host: "ca_bundle",
			code: "ENOENT",
		});
	});

	it("makes errors name a certificate that is not trusted", async () => {
		const server = await start();
		const client = new CognitoClient({ endpoint: server.endpoint });
		expect(await failureOf(client.listAuthEvents(poolUser))).to.include({
			kind: "untrustedCertificate",
			mayHaveArrived: false,
		});
	});

	it("makes errors name an unreadable AWS_CA_BUNDLE", async () => {
		process.env.AWS_CA_BUNDLE = join(folder(), "missing.pem");
		expect(await failureOf(new CognitoClient({}).listAuthEvents(poolUser))).to.include({
			kind: "invalidCaBundle",
			code: "ENOENT",
		});
	});
});
