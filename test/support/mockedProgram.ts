/**
 * Runs a Pulumi program with Pulumi's mocks, in a process of its own, since mocks hold for a whole process: prints the
 * resources that it registers, as JSON.
 *
 * Arguments: the program's file, and its configuration as JSON.
 */
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";

/** A resource that a program registers, as a mock sees it. */
export interface MockedResource {
	readonly type: string;
	readonly name: string;
	readonly inputs: Record<string, unknown>;
}

const [program = "", config = "{}"] = process.argv.slice(2);
const resources: MockedResource[] = [];

const keys = Object.entries(JSON.parse(config)).map(([name, value]) => [`mocked:${name}`, String(value)]);
pulumi.runtime.setAllConfig(Object.fromEntries(keys));
await pulumi.runtime.setMocks(
	{
		newResource: ({ type, name, inputs }) => {
			resources.push({ type, name, inputs });
			return { id: `${name}-id`, state: { ...inputs, arn: `arn:of:${name}` } };
		},
		call: ({ inputs }) => inputs,
	},
	"mocked",
);

const require = createRequire(import.meta.url);
require("ts-node/register/transpile-only");
require(program);
await pulumi.runtime.disconnect();
process.stdout.write(JSON.stringify(resources));
