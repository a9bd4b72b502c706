import { isDeepStrictEqual } from "node:util";
import { accountSettings } from "../accountSettings.ts";
import type { Properties } from "../codecs.ts";
import { unknownProperty } from "../codecs.ts";
import type { Configuration } from "../configuration.ts";
import { nameOf, pluginSettings, providerWords, readConfiguration, stackWords } from "../configuration.ts";
import type { InputFailure } from "../inputs.ts";
import { unknownProperties } from "../inputs.ts";

/** The settings of a provider: stack configuration in the namespace `cognito-feedback`, or arguments of a provider. */
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

/** What Pulumi keeps with a provider beside its settings. */
const ofPulumi = ["version", "pluginDownloadURL"] as const;

/** A provider as Pulumi describes it. */
export interface ProviderResource {
	/** Where the program declares none, Pulumi makes one of the stack configuration, named `default` and its version. */
	readonly name: string;
	readonly inputs: Properties;
}

export function readProviderConfiguration({ name, inputs }: ProviderResource): Configuration {
	return readConfiguration(
		(key) => {
			// Pulumi does not pass settings of another namespace to a plugin.
			if (key.startsWith("aws:") && !pluginSettings.includes(key)) return undefined;
			const value = inputs[nameOf(key)];
			return value === undefined || holdsUnknown(value) ? undefined : asText(value);
		},
		isDefault(name) ? stackWords("cognito-feedback") : providerWords(name),
		// Pulumi's engine does not mark secrets when it has a provider's configuration checked.
		{ printsValues: false },
	);
}

/** What is wrong with the settings: each with its name and what to set. */
export function configurationFailures(provider: ProviderResource): InputFailure[] {
	const { name, inputs } = provider;
	return [
		...readProviderConfiguration(provider).problems.map((reason) => ({ reason })),
		...unknownProperties([...settings, ...ofPulumi], isDefault(name) ? ofAccount(inputs) : inputs),
	];
}

/**
 * Of stack configuration, what would be of the account if the plugin had it: keys are not to be in state. Other keys may be
 * of a project of the same name.
 */
function ofAccount(inputs: Properties): Properties {
	const names = accountSettings.map(nameOf);
	return Object.fromEntries(Object.entries(inputs).filter(([name]) => names.includes(name)));
}

/** The settings that are known only after `pulumi up`. Pulumi does not ask a provider anything then. */
export function unknownSettings(inputs: Properties): string[] {
	return settings.filter((name) => holdsUnknown(inputs[name]));
}

/** The settings that differ. */
export function changedSettings(olds: Properties, news: Properties): string[] {
	return settings.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}

/** Whether a value, or a part of it, is known only after `pulumi up`. */
function holdsUnknown(value: unknown): boolean {
	return JSON.stringify(value)?.includes(unknownProperty) === true;
}

/** Numbers and booleans arrive as values or as JSON. */
function asText(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a provider is the one that Pulumi makes. */
function isDefault(name: string): boolean {
	return name === "default" || name.startsWith("default_");
}
