/** Reads a setting of the function from the environment variables that Pulumi sets. */
export function setting(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`The environment variable ${name} is not set`);
	return value;
}
