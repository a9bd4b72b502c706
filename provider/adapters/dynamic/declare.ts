import { RunError } from "@pulumi/pulumi/errors";
import { isSecret, Output } from "@pulumi/pulumi/output";
import type { CustomResourceOptions } from "@pulumi/pulumi/resource";
import { quoted } from "../../cognito/printable.ts";

/**
 * What Pulumi keeps as `__provider` with each resource and evaluates in the provider's process, also for refresh and destroy:
 * it loads a module of the installed package.
 *
 * `pulumi.dynamic.Resource` would make this text by serializing the provider's functions, with the TypeScript compiler loaded
 * in every program. Written by hand, it is the same in each release, so an upgrade shows no changes, and it does not depend on
 * where a package manager installs the package.
 */
function providerModule(name: ProviderModule): string {
	return `module.exports=require('pulumi-cognito-feedback/${name}')`;
}

/**
 * The provider modules of this folder, by their names in package.json. They are short, because state stores each twice per
 * resource.
 */
type ProviderModule = "single" | "set";

/**
 * The internal inputs of a resource, which Pulumi passes on without showing: their names begin with two underscores.
 *
 * @param module The module of the provider.
 * @param name The resource's name, for messages: Pulumi passes a dynamic provider only its inputs.
 * @param values The values that may be secret. Pulumi decrypts what it passes to a dynamic provider, so a mark records whether
 *   any of these is secret; the provider then prints no values.
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
 * Rejects the resource option `provider`: Pulumi would derive the resource's type from it, and then fail to find that type.
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
