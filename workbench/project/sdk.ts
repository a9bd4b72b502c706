import { createRequire } from "node:module";
import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi";
import * as feedback from "pulumi-cognito-feedback";
import { type Adapter, plugin } from "./adapters.ts";

type Args = Readonly<Record<string, unknown>>;

interface ResourceClass {
	new (name: string, args: Args, opts?: CustomResourceOptions): CustomResource;
}

/** The exports for programs: the same resources through either adapter, with arguments that may be invalid on purpose. */
export interface Sdk {
	readonly AuthEventFeedback: ResourceClass & {
		get(name: string, id: string, state?: Args, opts?: CustomResourceOptions): CustomResource & Args;
	};
	readonly AuthEventFeedbackSet: ResourceClass;
	getAuthEvents(args: Args): ReturnType<typeof feedback.getAuthEvents>;
	getAuthEventsOutput: typeof feedback.getAuthEventsOutput;
}

/** Exports that only the plugin's SDK has. */
export interface PluginSdk extends Sdk {
	readonly Provider: new (name: string, args: Args, opts?: CustomResourceOptions) => ProviderResource;
}

export const pluginSdk: PluginSdk = createRequire(import.meta.url)("./pluginSdk.cjs");

/** The SDK of an adapter. */
export function sdkOf(adapter: Adapter): Sdk {
	return adapter.name === plugin.name ? pluginSdk : (feedback as unknown as Sdk);
}
