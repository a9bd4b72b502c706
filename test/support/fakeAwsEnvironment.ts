/** Credentials that any emulator takes. */
const credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** No files of the machine, and no look at the metadata service of a cloud. */
const isolated = {
	AWS_CONFIG_FILE: "/nonexistent/aws-config",
	AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/aws-credentials",
	AWS_EC2_METADATA_DISABLED: "true",
};

/**
 * For a `describe`: while its tests run, the environment has these variables of AWS and no others, whatever the
 * machine has.
 *
 * @param variables In place of credentials that any emulator takes.
 */
export function fakeAwsEnvironment(variables: Readonly<Record<string, string>> = credentials): void {
	let saved: NodeJS.ProcessEnv = {};

	before(() => {
		saved = takeAws();
		Object.assign(process.env, isolated, variables);
	});

	after(() => {
		takeAws();
		Object.assign(process.env, saved);
	});
}

/** Takes the variables of AWS out of the environment. */
function takeAws(): NodeJS.ProcessEnv {
	const taken: NodeJS.ProcessEnv = {};
	for (const name of Object.keys(process.env)) {
		if (!name.startsWith("AWS_")) continue;
		taken[name] = process.env[name];
		delete process.env[name];
	}
	return taken;
}
