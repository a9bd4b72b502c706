/**
 * What Pulumi keeps as `__provider` with each resource and evaluates in the provider's process, also for refresh and
 * destroy: it loads a module of this package as it is installed.
 *
 * `pulumi.dynamic.Resource` would make this text by serializing the provider's functions, with the TypeScript compiler
 * loaded in every program. Written by hand it is the same in each release, so that an upgrade shows no changes, and it
 * does not depend on where a package manager puts the package.
 */
export function providerModule(name: "authEventFeedback"): string {
	return `exports.handler = () => require("pulumi-cognito-feedback/dynamic/${name}")`;
}
