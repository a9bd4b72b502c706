/**
 * Runs a Pulumi program with Pulumi's mocks, in a separate process, since mocks apply to a whole process. It prints the
 * registered resources as a line of JSON for each configuration.
 *
 * Arguments: the program's file, and its configurations as JSON.
 */
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";

/** A resource that a program registers, as a mock sees it. */
export interface MockedResource {
	readonly type: string;
	readonly name: string;
	readonly inputs: Record<string, unknown>;
}

/** The outputs that AWS would return for the examples' resources. */
function outputsOf(name: string): Record<string, string> {
	return {
		arn: `arn:of:${name}`,
		apiEndpoint: `https://${name}.example.com`,
		executionArn: `arn:of:executing:${name}`,
	};
}

const [program = "", ...configurations] = process.argv.slice(2);
const require = createRequire(import.meta.url);
require("ts-node/register/transpile-only");

for (const config of configurations) {
	const resources: MockedResource[] = [];
	const keys = Object.entries(JSON.parse(config)).map(([name, value]) => [`mocked:${name}`, String(value)]);
	pulumi.runtime.setAllConfig(Object.fromEntries(keys));
	await pulumi.runtime.setMocks(
		{
			newResource: ({ type, name, inputs }) => {
				resources.push({ type, name, inputs });
				return { id: `${name}-id`, state: { name, ...inputs, ...outputsOf(name) } };
			},
			call: ({ inputs }) => inputs,
		},
		"mocked",
	);
	delete require.cache[require.resolve(program)];
	require(program);
	await pulumi.runtime.disconnect();
	process.stdout.write(`${JSON.stringify(resources)}\n`);
}
