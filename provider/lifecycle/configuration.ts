import type { Connection } from "../cognito/connection";
import { isRegionName } from "../cognito/region";

/** Stack configuration by key, such as `aws:region`: as `pulumi config set` wrote it. */
export type GetConfig = (key: string) => string | undefined;

/** The configuration of a run, read once. */
export interface Configuration {
	readonly connection: Connection;
	/** What is wrong with it, each naming the key and what to set. Nothing is requested while there is any. */
	readonly problems: readonly string[];
}

/** Reads the stack configuration. What is not set there is left to the AWS SDK's own chain. */
export function readConfiguration(get: GetConfig): Configuration {
	const problems: string[] = [];
	const connection: { region?: string; profile?: string; endpoint?: string } = {};

	const region = get("aws:region");
	if (region !== undefined) {
		if (isRegionName(region)) connection.region = region;
		else problems.push(problem("aws:region", region, "the name of an AWS Region", "eu-central-1"));
	}

	const profile = get("aws:profile");
	if (profile !== undefined) {
		if (profile.trim() !== "") connection.profile = profile;
		else problems.push(problem("aws:profile", profile, "the name of a profile in the AWS files", "audit"));
	}

	const endpoint = get("cognito-feedback:endpoint");
	if (endpoint !== undefined) {
		if (isHttpUrl(endpoint)) connection.endpoint = endpoint;
		else {
			const example = "https://cognito-idp.eu-central-1.amazonaws.com";
			problems.push(problem("cognito-feedback:endpoint", endpoint, "an http or https URL", example));
		}
	}

	return { connection, problems };
}

function problem(key: string, value: string, expected: string, example: string): string {
	return `stack configuration ${key}: ${JSON.stringify(value)} is not ${expected}. Correct it with \`pulumi config set ${key} ${example}\`, or remove it with \`pulumi config rm ${key}\`.`;
}

function isHttpUrl(text: string): boolean {
	const protocol = URL.canParse(text) ? new URL(text).protocol : undefined;
	return protocol === "https:" || protocol === "http:";
}
