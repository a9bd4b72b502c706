import { RunError } from "@pulumi/pulumi/errors";
import { isSecret, Output } from "@pulumi/pulumi/output";
import type { CustomResourceOptions } from "@pulumi/pulumi/resource";
import { quoted } from "../../cognito/printable.ts";

/**
 * What Pulumi keeps as `__provider` with each resource and evaluates in the provider's process, also for refresh and
 * destroy: it loads a module of this package as it is installed.
 *
 * `pulumi.dynamic.Resource` would make this text by serializing the provider's functions, with the TypeScript compiler
 * loaded in every program. Written by hand it is the same in each release, so that an upgrade shows no changes, and it
 * does not depend on where a package manager puts the package.
 */
function providerModule(name: ProviderModule): string {
	return `module.exports=require('pulumi-cognito-feedback/${name}')`;
}

/** What package.json calls the provider modules of this folder: short, since state has it twice for each resource. */
type ProviderModule = "single" | "set";

/**
 * The inputs of a resource that Pulumi passes on without showing them: names that begin with two underscores.
 *
 * @param module Holds the provider.
 * @param name The resource's name, for messages: Pulumi passes a dynamic provider only its inputs.
 * @param values What may be secret. Pulumi decrypts what it passes to a dynamic provider, so it is marked where any of
 *   it is: the provider then keeps values out of what it prints.
 */
export function internalProperties(module: ProviderModule, name: string, values: readonly unknown[]) {
	const outputs = values.filter((value) => Output.isInstance(value));
	return {
		__provider: providerModule(module),
		__label: name,
		...(outputs.length > 0 && { __secret: anySecret(outputs) }),
	};
}

async function anySecret(outputs: readonly Output<unknown>[]): Promise<true | undefined> {
	return (await Promise.all(outputs.map(isSecret))).includes(true) || undefined;
}

/**
 * Refuses the resource option `provider`, of which Pulumi would make the type of the resource and then not find it.
 *
 * @throws RunError, whose message Pulumi prints without a stack trace.
 */
export function refuseProvider(type: string, name: string, opts: CustomResourceOptions | undefined): void {
	const { provider } = opts ?? {};
	if (!provider) return;
	throw new RunError(
		`${type} ${quoted(name)}: the option \`provider\` does not work with a dynamic resource. Set stack configuration such as \`aws:profile\`, or use the plugin, whose provider takes arguments.`,
	);
}
