import type { Connection, Setting } from "../cognito/connection.ts";
import {
	defaultRequestsPerSecond,
	endpointSetting,
	ignoresKeys,
	oneOf,
	profileSetting,
	rateSetting,
	regionSetting,
	timeoutSetting,
	toConnection,
} from "../cognito/connection.ts";
import type { EvidenceLevel } from "../cognito/evidence.ts";
import { evidenceLevels } from "../cognito/evidence.ts";
import type { ConnectionWords } from "../cognito/explain.ts";
import { quoted } from "../cognito/printable.ts";
import type { EventLookup } from "../lifecycle/run.ts";
import { eventLookupModes } from "../lifecycle/run.ts";
import { AccountReader, accountSettings } from "./accountSettings.ts";

/** Gets a value of the stack configuration by its key, such as `aws:region`, as `pulumi config set` stored it. */
export type GetConfig = (key: string) => string | undefined;

/** The configuration of a run: how to reach Cognito, how fast, and how much to look up and keep. */
export interface Configuration {
	/** What to do if an event cannot be looked up. Default: `required`. */
	readonly eventLookup: EventLookup;
	/**
	 * How much evidence is kept in state. A lower level applies to existing decisions with the next `pulumi up`. Default:
	 * `full`.
	 */
	readonly evidence: EvidenceLevel;
	readonly connection: Connection;
	/**
	 * The maximum number of decisions submitted per second, from 0.1 to 10000. Cognito's quota is 25 for the whole account in
	 * a Region, and cannot be raised. Default: {@link defaultRequestsPerSecond}.
	 */
	readonly requestsPerSecond: number;
	/**
	 * The maximum number of look-ups per second, from 0.1 to 10000. Cognito's quota is 50 for the whole account in a Region,
	 * and can be raised. Default: twice `requestsPerSecond`.
	 */
	readonly listingRequestsPerSecond?: number;
	/** Settings that exist for `@pulumi/aws` and have no effect here. */
	readonly unusedSettings?: readonly UnusedSetting[];
	/** The invalid settings: each message names the key and how to fix it. While there are any, no request is made. */
	readonly problems: readonly string[];
	readonly words: Words;
}

/** The settings of `@pulumi/aws` that the plugin supports in its own namespace. */
export const pluginSettings: readonly string[] = [
	"aws:profile",
	"aws:assumeRoles",
	"aws:allowedAccountIds",
	"aws:forbiddenAccountIds",
];

/** Settings by which `@pulumi/aws` connects and which this package does not support, each with what to use instead. */
export const unusedSettings = {
	"aws:assumeRoleWithWebIdentity": "AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE",
	"aws:sharedConfigFiles": "AWS_CONFIG_FILE",
	"aws:sharedCredentialsFiles": "AWS_SHARED_CREDENTIALS_FILE",
	"aws:endpoints": "`cognito-feedback:endpoint`",
	"aws:stsRegion": "AWS_ENDPOINT_URL_STS",
	"aws:ec2MetadataServiceEndpoint": "AWS_EC2_METADATA_SERVICE_ENDPOINT",
	"aws:useFipsEndpoint": "AWS_USE_FIPS_ENDPOINT",
	"aws:useDualstackEndpoint": "AWS_USE_DUALSTACK_ENDPOINT",
	"aws:httpProxy": "HTTPS_PROXY",
	"aws:httpsProxy": "HTTPS_PROXY",
	"aws:noProxy": "NO_PROXY",
	"aws:customCaBundle": "AWS_CA_BUNDLE",
} as const;
export type UnusedSetting = keyof typeof unusedSettings;

/**
 * Reads the configuration. For settings of the connection that are missing, the AWS SDK's default chain applies.
 *
 * @param printsValues Whether messages include invalid values. Only safe if none of them can be a secret.
 */
export function readConfiguration(
	given: GetConfig,
	words: Words,
	{ printsValues } = { printsValues: true },
): Configuration {
	const problems: string[] = [];
	// The AWS settings of the plugin's namespace also count for the dynamic provider, so a stack that uses both adapters sets
	// them once.
	const get: GetConfig = (key) =>
		given(key) ?? (pluginSettings.includes(key) ? given(`cognito-feedback:${nameOf(key)}`) : undefined);

	/** Gets the value of a key if it is valid, and records a problem if it is not. */
	function take<T extends string>(
		key: string,
		{ expected, example, isRight, mayPrint = () => true }: Setting<T>,
	): T | undefined {
		const value = get(key);
		if (value === undefined || isRight(value)) return value;
		problems.push(
			`${words.setting(key)}: ${printsValues && mayPrint(value) ? quoted(value) : "its value"} is not ${expected}. ${words.correct(key, example)}`,
		);
		return undefined;
	}

	const isSet = (key: string) => ![undefined, "", "[]", "{}", "false"].includes(get(key));
	const unused = (Object.keys(unusedSettings) as UnusedSetting[]).filter(isSet);
	const takeAccount = () =>
		new AccountReader(get, (key, reason, example) => {
			problems.push(`${words.setting(key)}: ${reason}. ${words.correct(key, example)}`);
		}).take();
	const listing = take("cognito-feedback:listingRequestsPerSecond", rateSetting);
	return {
		connection: {
			...toConnection({
				region: take("cognito-feedback:region", regionSetting),
				defaultRegion: take("aws:region", regionSetting),
				profile: take("aws:profile", profileSetting),
				endpoint: take("cognito-feedback:endpoint", endpointSetting),
				requestTimeout: take("cognito-feedback:requestTimeout", timeoutSetting),
				allowPlainHttp: take("cognito-feedback:allowPlainHttp", oneOf(["false", "true"])) === "true",
			}),
			...(accountSettings.some(isSet) && takeAccount()),
		},
		eventLookup: take("cognito-feedback:eventLookup", oneOf(eventLookupModes)) ?? "required",
		evidence: take("cognito-feedback:evidence", oneOf(evidenceLevels)) ?? "full",
		requestsPerSecond: Number(
			take("cognito-feedback:requestsPerSecond", rateSetting) ?? defaultRequestsPerSecond,
		),
		...(listing !== undefined && { listingRequestsPerSecond: Number(listing) }),
		...(unused.length > 0 && { unusedSettings: unused }),
		problems,
		words,
	};
}

/** The settings that may have no effect, for the warning about them. */
export function unusedIn({ unusedSettings, connection }: Configuration) {
	const { region, defaultRegion } = connection;
	return {
		ignoresKeys: ignoresKeys(connection),
		...(unusedSettings && { unusedSettings }),
		...(region === undefined && defaultRegion !== undefined && { configuredRegion: defaultRegion }),
	};
}

/** How messages refer to settings, in the terms of the adapter's users. */
export interface Words extends ConnectionWords {
	/** The name of a setting, such as `stack configuration aws:region`. */
	setting(key: string): string;
	/** How to fix an invalid setting, as a sentence. */
	correct(key: string, example: string): string;
}

/** The words for settings in the stack configuration. The Region and the profile have a namespace of their own. */
export function stackWords(awsNamespace: "aws" | "cognito-feedback"): Words {
	const own = (key: string) => `${key.startsWith("aws:") ? awsNamespace : "cognito-feedback"}:${nameOf(key)}`;
	return {
		...pulumiWords,
		region: `Run \`pulumi config set ${awsNamespace}:region <region>\``,
		regionOverride: "`cognito-feedback:region`",
		profile: `\`pulumi config set ${awsNamespace}:profile <name>\``,
		timeout: "`pulumi config set cognito-feedback:requestTimeout 60`",
		plainHttp: "`pulumi config set cognito-feedback:allowPlainHttp true`",
		endpoint: "`cognito-feedback:endpoint`",
		setting: (key) => `stack configuration ${own(key)}`,
		correct: (key, example) =>
			`Correct it with \`pulumi config set ${own(key)} ${example}\`, or remove it with \`pulumi config rm ${own(key)}\`.`,
	};
}

/** The words for settings that are arguments of a provider resource. */
export function providerWords(provider: string): Words {
	const argument = (name: string) => `\`${name}\` of the provider ${quoted(provider)}`;
	return {
		...pulumiWords,
		region: `Set ${argument("region")}`,
		regionOverride: argument("region"),
		profile: argument("profile"),
		timeout: argument("requestTimeout"),
		plainHttp: argument("allowPlainHttp"),
		endpoint: argument("endpoint"),
		setting: (key) => `provider ${quoted(provider)}, \`${nameOf(key)}\``,
		correct: (_key, example) => `Set it to a valid value such as \`${example}\`, or omit it.`,
	};
}

const pulumiWords = {
	again: "Run the command again; feedback that Cognito accepted is already in Pulumi's state.",
	endlessPages:
		"Run the command again, or set `cognito-feedback:eventLookup` to `optional` to continue without evidence.",
} as const;

/** The name of a setting, without its namespace. */
export function nameOf(key: string): string {
	return key.slice(key.indexOf(":") + 1);
}
