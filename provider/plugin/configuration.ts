import { isDeepStrictEqual } from "node:util";
import { printable } from "../cognito/printable";
import type { Configuration, SettingWords } from "../lifecycle/configuration";
import { readConfiguration } from "../lifecycle/configuration";
import type { CheckFailure } from "../lifecycle/failure";
import { unknownProperties } from "../lifecycle/inputFailures";
import type { Properties } from "../lifecycle/properties";
import { isUnknown } from "../lifecycle/unknown";

/** The settings of a provider: stack configuration in the namespace `cognito-feedback`, or arguments of a provider. */
const settings = [
	"region",
	"profile",
	"endpoint",
	"requestsPerSecond",
	"requestTimeout",
	"allowPlainHttp",
	"eventLookup",
	"evidence",
] as const;

/** What Pulumi keeps with a provider beside its settings. */
const ofPulumi = ["version", "pluginDownloadURL"] as const;

/** A provider as Pulumi tells of it. */
export interface ProviderResource {
	/** Where the program declares none, Pulumi makes one of the stack configuration, named `default` and its version. */
	readonly name: string;
	readonly inputs: Properties;
}

export function readProviderConfiguration({ name, inputs }: ProviderResource): Configuration {
	return readConfiguration((key) => {
		const value = inputs[settingOf(key)];
		return value === undefined || isUnknown(value) ? undefined : asText(value);
	}, wordsFor(name));
}

/** What is wrong with the settings: each with its name and what to set. */
export function configurationFailures(provider: ProviderResource): CheckFailure[] {
	const { name, inputs } = provider;
	return [
		...readProviderConfiguration(provider).problems.map((reason) => ({ reason })),
		// In stack configuration a project of the same name has keys of its own.
		...(isDefault(name) ? [] : unknownProperties([...settings, ...ofPulumi], inputs)),
	];
}

/** The settings that are known only after `pulumi up`. Pulumi does not ask a provider anything then. */
export function unknownSettings(inputs: Properties): string[] {
	return settings.filter((name) => isUnknown(inputs[name]));
}

/** The settings that differ. */
export function changedSettings(olds: Properties, news: Properties): string[] {
	return settings.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}

/** `aws:region` is the setting `region` here: Pulumi passes a plugin what is in its own namespace. */
function settingOf(key: string): string {
	return key.slice(key.indexOf(":") + 1);
}

/** Numbers and booleans come as such, or as JSON. */
function asText(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}

function wordsFor(name: string): SettingWords {
	if (isDefault(name)) {
		const own = (key: string) => `cognito-feedback:${settingOf(key)}`;
		return {
			name: (key) => `stack configuration ${own(key)}`,
			remedy: (key, example) =>
				`Correct it with \`pulumi config set ${own(key)} ${example}\`, or remove it with \`pulumi config rm ${own(key)}\`.`,
		};
	}
	return {
		name: (key) => `provider "${printable(name)}", \`${settingOf(key)}\``,
		remedy: (_key, example) => `Correct it, for example to \`${example}\`, or leave it out.`,
	};
}

/** Whether a provider is the one that Pulumi makes. */
export function isDefault(name: string): boolean {
	return name === "default" || name.startsWith("default_");
}
