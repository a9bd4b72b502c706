import { join } from "node:path";
import { internalProperties } from "#provider/adapters/dynamic/declare";
import { dynamicProvider, plugin } from "../../workbench/project/adapters.ts";

/** A provider, as Pulumi's engine starts and first calls it. */
export interface Provider {
	/** A program on PATH, or a file. */
	readonly program: string;
	readonly type: string;
	/** The configuration with which the first check makes no request. */
	readonly config: Readonly<Record<string, string>>;
	/** The engine's internal inputs of a decision. */
	readonly internal: Readonly<Record<string, string>>;
}

/** @param modules The project's `node_modules`. */
export function providersIn(modules: string) {
	const { __provider, __label } = internalProperties("single", "first", []);
	return {
		dynamic: {
			// A script of Pulumi, which resolves Pulumi's SDK with Node.js and starts the provider from it.
			program: "pulumi-resource-pulumi-nodejs",
			type: dynamicProvider.single,
			config: { "cognito-feedback:eventLookup": "off" },
			internal: { __provider, __label },
		},
		plugin: {
			program: join(modules, "pulumi-cognito-feedback/bin/pulumi-resource-cognito-feedback"),
			type: plugin.single,
			config: { eventLookup: "off" },
			internal: {},
		},
	} satisfies Record<string, Provider>;
}
