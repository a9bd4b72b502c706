import type { ConnectionWords } from "../cognito/explain";
import { quoted } from "../cognito/printable";

/** How the users of an adapter know its settings, for messages. */
export interface Words extends ConnectionWords {
	/** What a setting is called, such as `stack configuration aws:region`. */
	setting(key: string): string;
	/** What to do where a setting is wrong, as a sentence. */
	correct(key: string, example: string): string;
}

/** Settings in the stack configuration, the Region and the profile in a namespace of their own. */
export function stackWords(awsNamespace: "aws" | "cognito-feedback"): Words {
	const own = (key: string) => `${key.startsWith("aws:") ? awsNamespace : "cognito-feedback"}:${nameOf(key)}`;
	return {
		...pulumiWords,
		region: `Run \`pulumi config set ${awsNamespace}:region <region>\``,
		profile: `\`pulumi config set ${awsNamespace}:profile <name>\``,
		timeout: "`pulumi config set cognito-feedback:requestTimeout 60`",
		plainHttp: "`pulumi config set cognito-feedback:allowPlainHttp true`",
		endpoint: "`cognito-feedback:endpoint`",
		setting: (key) => `stack configuration ${own(key)}`,
		correct: (key, example) =>
			`Correct it with \`pulumi config set ${own(key)} ${example}\`, or remove it with \`pulumi config rm ${own(key)}\`.`,
	};
}

/** Settings that are arguments of a provider resource. */
export function providerWords(provider: string): Words {
	const argument = (name: string) => `\`${name}\` of the provider ${quoted(provider)}`;
	return {
		...pulumiWords,
		region: `Set ${argument("region")}`,
		profile: argument("profile"),
		timeout: argument("requestTimeout"),
		plainHttp: argument("allowPlainHttp"),
		endpoint: argument("endpoint"),
		setting: (key) => `provider ${quoted(provider)}, \`${nameOf(key)}\``,
		correct: (_key, example) => `Correct it, for example to \`${example}\`, or leave it out.`,
	};
}

const pulumiWords = {
	again: "Run the command again: what Cognito has taken so far is in Pulumi's state.",
	endlessPages:
		"Run the command again, or set `cognito-feedback:eventLookup` to `optional` to go on without evidence.",
} as const;

/** The name of a setting, without its namespace. */
export function nameOf(key: string): string {
	return key.slice(key.indexOf(":") + 1);
}
