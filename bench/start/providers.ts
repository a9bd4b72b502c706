import { join } from "node:path";
import { internalProperties } from "#provider/adapters/dynamic/declare";
import { dynamicProvider, plugin } from "../../workbench/project/adapters.ts";

/** A provider as Pulumi's engine starts it and asks it for the first time. */
export interface Provider {
	/** On PATH, or a file. */
	readonly program: string;
	readonly type: string;
	/** The configuration without which the first check would make a request. */
	readonly config: Readonly<Record<string, string>>;
	/** What the engine sends beside a decision. */
	readonly internal: Readonly<Record<string, string>>;
}

/** @param modules The project's `node_modules`. */
export function providersIn(modules: string) {
	const { __provider, __label } = internalProperties("single", "first", []);
	return {
		dynamic: {
			// A script of Pulumi, which asks Node.js where Pulumi's SDK is and starts it from there.
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
