import { isDeepStrictEqual } from "node:util";
import { accountSettings } from "../accountSettings.ts";
import type { Properties } from "../codecs.ts";
import { unknownProperty } from "../codecs.ts";
import type { Configuration } from "../configuration.ts";
import { nameOf, pluginSettings, providerWords, readConfiguration, stackWords } from "../configuration.ts";
import type { InputFailure } from "../inputs.ts";
import { unknownProperties } from "../inputs.ts";

/** The settings of a provider: stack configuration in the namespace `cognito-feedback`, or arguments of a provider resource. */
const settings = [
	"region",
	"profile",
	"assumeRoles",
	"allowedAccountIds",
	"forbiddenAccountIds",
	"endpoint",
	"requestsPerSecond",
	"listingRequestsPerSecond",
	"requestTimeout",
	"allowPlainHttp",
	"eventLookup",
	"evidence",
] as const;

/** Properties that Pulumi keeps with a provider beside its settings. */
const pulumiProperties = ["version", "pluginDownloadURL"] as const;

/** The provider that a request is about. */
export interface ProviderResource {
	/**
	 * Its name. If the program declares no provider, Pulumi makes one from the stack configuration, named `default` and its
	 * version.
	 */
	readonly name: string;
	readonly inputs: Properties;
}

export function readProviderConfiguration({ name, inputs }: ProviderResource): Configuration {
	return readConfiguration(
		(key) => {
			// Pulumi does not pass settings of other namespaces to a plugin.
			if (key.startsWith("aws:") && !pluginSettings.includes(key)) return undefined;
			const value = inputs[nameOf(key)];
			return value === undefined || holdsUnknown(value) ? undefined : asText(value);
		},
		isDefault(name) ? stackWords("cognito-feedback") : providerWords(name),
		// Pulumi's engine does not mark secrets when it checks a provider's configuration.
		{ printsValues: false },
	);
}

/** The problems of the settings: each names the setting and how to fix it. */
export function configurationFailures(provider: ProviderResource): InputFailure[] {
	const { name, inputs } = provider;
	return [
		...readProviderConfiguration(provider).problems.map((reason) => ({ reason })),
		...unknownProperties([...settings, ...pulumiProperties], isDefault(name) ? ofAccount(inputs) : inputs),
	];
}

/**
 * Stack configuration of this namespace that the plugin does not support because its value would be kept in state, such as
 * access keys. Other keys may belong to a project of the same name.
 */
function ofAccount(inputs: Properties): Properties {
	const names = accountSettings.map(nameOf);
	return Object.fromEntries(Object.entries(inputs).filter(([name]) => names.includes(name)));
}

/** The settings that are known only after `pulumi up`. Until then, Pulumi does not call the provider. */
export function unknownSettings(inputs: Properties): string[] {
	return settings.filter((name) => holdsUnknown(inputs[name]));
}

/** The settings whose values differ. */
export function changedSettings(olds: Properties, news: Properties): string[] {
	return settings.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}

/** Whether a value or a part of it is known only after `pulumi up`. */
function holdsUnknown(value: unknown): boolean {
	return JSON.stringify(value)?.includes(unknownProperty) === true;
}

/** Numbers and booleans arrive as values or as JSON. */
function asText(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a provider is the default one, which Pulumi makes. */
function isDefault(name: string): boolean {
	return name === "default" || name.startsWith("default_");
}
