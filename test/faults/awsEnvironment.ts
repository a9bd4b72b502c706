/** Gives this process credentials that the emulator takes, and nothing of the machine's own. */
export function emulateAws(): void {
	for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
	Object.assign(process.env, {
		AWS_ACCESS_KEY_ID: "test",
		AWS_SECRET_ACCESS_KEY: "test",
		AWS_EC2_METADATA_DISABLED: "true",
		AWS_CONFIG_FILE: "/nonexistent/aws-config",
		AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/aws-credentials",
	});
}
