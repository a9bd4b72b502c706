import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { oldNode } from "../../oldNode.ts";
import { type Context, failed, notChecked, type Outcome, ok, warning } from "../check.ts";

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
