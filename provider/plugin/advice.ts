import type { Advice } from "../cognito/advice";
import { pulumiAdvice } from "../cognito/advice";
import { quoted } from "../cognito/printable";
import { isDefault } from "./configuration";

/** What errors advise: to set what a provider has its settings from. */
export function adviceFor(provider: string): Advice {
	if (isDefault(provider)) {
		return {
			...pulumiAdvice,
			region: "Run `pulumi config set cognito-feedback:region <region>`",
			profile: "`pulumi config set cognito-feedback:profile <name>`",
		};
	}
	const argument = (name: string) => `\`${name}\` of the provider ${quoted(provider)}`;
	return {
		...pulumiAdvice,
		region: `Set ${argument("region")}`,
		profile: argument("profile"),
		timeout: argument("requestTimeout"),
		plainHttp: argument("allowPlainHttp"),
		endpoint: argument("endpoint"),
	};
}
