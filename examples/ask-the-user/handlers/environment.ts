/** Reads the settings of a function, which Pulumi gives it as environment variables. */
export function setting(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`The environment variable ${name} is not set`);
	return value;
}
