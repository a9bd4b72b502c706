import { createRequire } from "node:module";
import { cpus, release, totalmem, type } from "node:os";
import { ensurePulumiCli } from "../tools/pulumi-cli/index.ts";

/** The hardware and software that figures were measured on, one per line. */
export async function machineFacts(): Promise<string[]> {
	const processors = cpus();
	const { version } = await ensurePulumiCli({ say: (line) => process.stderr.write(`${line}\n`) });
	return [
		`${processors.length} cores (${processors[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${type()} ${release()}`,
		`Node.js ${process.version}, Pulumi CLI v${version}, \`@pulumi/pulumi\` ${installed("@pulumi/pulumi")}, AWS SDK ${installed("@aws-sdk/client-cognito-identity-provider")}`,
	];
}

/** The version of a package in this workspace. */
export function installed(packageName: string): string {
	const { version } = createRequire(import.meta.url)(`${packageName}/package.json`) as { version: string };
	return version;
}
