/**
 * For a `describe`: while its tests run, the environment has these variables instead of the credentials of all tests.
 * Afterwards, all AWS variables are restored.
 */
export function awsVariables(variables: Readonly<Record<string, string>>): void {
	let saved: NodeJS.ProcessEnv = {};

	before(() => {
		saved = variablesOfAws();
		delete process.env.AWS_ACCESS_KEY_ID;
		delete process.env.AWS_SECRET_ACCESS_KEY;
		Object.assign(process.env, variables);
	});

	after(() => {
		for (const name of Object.keys(variablesOfAws())) delete process.env[name];
		Object.assign(process.env, saved);
	});
}

function variablesOfAws(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("AWS_")));
}
