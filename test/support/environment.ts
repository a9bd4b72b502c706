import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The environment of every test, whoever runs it: credentials for an emulator, and no other variables of AWS or Pulumi. It also
 * applies to programs that run in this process for the CLI.
 */
for (const name of Object.keys(process.env)) if (/^(AWS|PULUMI)_/.test(name)) delete process.env[name];
Object.assign(process.env, {
	AWS_ACCESS_KEY_ID: "test",
	AWS_SECRET_ACCESS_KEY: "test",
	AWS_EC2_METADATA_DISABLED: "true",
	AWS_CONFIG_FILE: "/nonexistent/aws-config",
	AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/aws-credentials",
	// Otherwise, a short run of the Pulumi CLI spends a sixth of its processor time on garbage that fits in memory.
	GOGC: "400",
});

// A folder for stores of events, which must neither outlive the tests nor belong to a user.
const stores = mkdtempSync(join(tmpdir(), "cognito-feedback-stores-"));
process.env.COGNITO_FEEDBACK_CACHE = stores;
process.on("exit", () => rmSync(stores, { recursive: true, force: true }));
