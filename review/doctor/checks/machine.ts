import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { isProxied } from "pulumi-cognito-feedback/internal/cognito";
import { oldNode } from "../../oldNode.ts";
import { type Context, failed, firstFailure, notChecked, type Outcome, ok, warning } from "../check.ts";

/** The oldest release of `@pulumi/pulumi` that `pulumi-cognito-feedback` works with. */
export const oldestPulumi = "3.139.0";

export function node({ nodeVersion: version }: Context): Outcome {
	return oldNode(version) === undefined
		? ok({ kind: "nodeVersion", version })
		: failed({ kind: "oldNode", version });
}

export async function pulumi({ env }: Context): Promise<Outcome> {
	try {
		const { stdout } = await promisify(execFile)("pulumi", ["version"], {
			timeout: 20_000,
			// Otherwise, the CLI would look up its newest version on a server.
			env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
		});
		const [version] = /\d+\.\d+\.\d+[\w.+-]*/.exec(stdout) ?? [];
		if (version === undefined) return warning({ kind: "pulumiFails" });
		return version.localeCompare(oldestPulumi, "en", { numeric: true }) < 0
			? warning({ kind: "oldPulumi", version, minimum: oldestPulumi })
			: ok({ kind: "pulumiVersion", version });
	} catch (error) {
		const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
		return isMissing ? notChecked({ kind: "pulumiMissing" }) : warning({ kind: "pulumiFails" });
	}
}

/** Checks the files of additional certificate authorities, such as those of a company's proxy. */
export async function certificates({ env, aws }: Context): Promise<Outcome> {
	const files = [];
	const { AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS } = env;
	const ca_bundle = AWS_CA_BUNDLE ? undefined : await aws.caBundle();
	for (const [variable, path] of Object.entries({ AWS_CA_BUNDLE, ca_bundle, NODE_EXTRA_CA_CERTS })) {
		if (!path) continue;
		const named = { variable, file: basename(path) };
		const text = await readFile(path, "utf8").catch(() => undefined);
		if (text === undefined) return failed({ kind: "unreadableCertificates", ...named });
		if (!text.includes("-----BEGIN CERTIFICATE-----")) return failed({ kind: "noCertificates", ...named });
		files.push(named);
	}
	return ok(files.length === 0 ? { kind: "noCertificateFiles" } : { kind: "certificateFiles", files });
}

/**
 * The largest difference between clocks, in seconds, with which AWS accepts signatures. Source: AWS General Reference,
 * "Signature Version 4".
 */
const maxSecondsOff = 300;

export async function connection(context: Context): Promise<Outcome> {
	const { aws } = context;
	const { failure, by } = await firstFailure(context);
	if (failure && by === "connection") return failed({ kind: "failure", failure });
	// A rejection proves that the connection works, unless the request was never sent.
	if (by !== undefined && aws.clock === undefined) return notChecked({ kind: "blocked", by });
	return ok({ kind: "connected", host: aws.host ?? "" });
}

export async function clock(context: Context): Promise<Outcome> {
	const { by = "connection" } = await firstFailure(context);
	const { clock } = context.aws;
	if (clock === undefined) return notChecked({ kind: "blocked", by });
	// The header has no fractions of a second.
	const secondsAhead = Math.trunc((clock.local - clock.server) / 1_000);
	return Math.abs(secondsAhead) > maxSecondsOff
		? failed({ kind: "wrongClock", secondsAhead })
		: ok({ kind: "clock", secondsAhead });
}

/** Reports the proxy that environment variables set for requests to Cognito. */
export async function proxy(context: Context): Promise<Outcome> {
	const { aws, env } = context;
	const variable = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].find((name) => env[name]);
	if (variable === undefined) return ok({ kind: "noProxy" });
	const value = env[variable] ?? "";
	const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`);
	if (!url || !["http:", "https:"].includes(url.protocol)) return failed({ kind: "badProxy", variable });
	await firstFailure(context);
	const { host } = aws;
	if (host !== undefined && !isProxied(host)) return ok({ kind: "proxyBypassed", variable, host });
	// Not the whole URL, which may contain a password.
	return ok({ kind: "proxy", variable, proxy: url.host });
}
