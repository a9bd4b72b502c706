import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What every test finds around it, whoever runs it: credentials that an emulator takes, and nothing else of AWS or Pulumi.
 * Programs that the CLI runs in this process have it too.
 */
for (const name of Object.keys(process.env)) if (/^(AWS|PULUMI)_/.test(name)) delete process.env[name];
Object.assign(process.env, {
	AWS_ACCESS_KEY_ID: "test",
	AWS_SECRET_ACCESS_KEY: "test",
	AWS_EC2_METADATA_DISABLED: "true",
	AWS_CONFIG_FILE: "/nonexistent/aws-config",
	AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/aws-credentials",
	// A sixth of the processor time of a short run of the Pulumi CLI is spent on garbage that fits the memory.
	GOGC: "400",
});

// Stores of events, which must not outlive the tests, nor be anybody's own.
const stores = mkdtempSync(join(tmpdir(), "cognito-feedback-stores-"));
process.env.COGNITO_FEEDBACK_CACHE = stores;
process.on("exit", () => rmSync(stores, { recursive: true, force: true }));
