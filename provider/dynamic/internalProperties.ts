import * as pulumi from "@pulumi/pulumi";

/**
 * What Pulumi keeps as `__provider` with each resource and evaluates in the provider's process, also for refresh and
 * destroy: it loads a module of this package as it is installed.
 *
 * `pulumi.dynamic.Resource` would make this text by serializing the provider's functions, with the TypeScript compiler
 * loaded in every program. Written by hand it is the same in each release, so that an upgrade shows no changes, and it
 * does not depend on where a package manager puts the package.
 */
function providerModule(name: string): string {
	return `exports.handler = () => require("pulumi-cognito-feedback/dynamic/${name}")`;
}

/**
 * The inputs of a resource that Pulumi passes on without showing them: names that begin with two underscores.
 *
 * @param name The module of this folder that holds the provider.
 * @param username Pulumi decrypts what it passes to a dynamic provider, so a secret username is marked as one: the
 *   provider then keeps it out of what it prints.
 */
export function internalProperties(name: "authEventFeedback", username: unknown) {
	const isOutput = pulumi.Output.isInstance(username);
	return {
		__provider: providerModule(name),
		...(isOutput && { __secretUsername: pulumi.isSecret(username).then((secret) => secret || undefined) }),
	};
}
