import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Adapter } from "../../workbench/project/adapters.ts";
import { filesWith } from "./leftovers.ts";
import type { TestStack } from "./story.ts";

/** Secrets that a test searches for in output and files. */
export const credentials = {
	aws_access_key_id: "AKIACANARYKEYID12345",
	aws_secret_access_key: "canarySecretKey0123456789",
	aws_session_token: "canarySessionToken0123456789",
};
export const profile = "canary-profile";
export const username = "canary.person";
export const note = "canary note";

/** Secrets of the connection, which are never printed. */
export const ofConnection: readonly string[] = [...Object.values(credentials), profile];
/** Also secrets of the program, which Pulumi itself prints with `--debug` or `-v`. */
export const allCanaries: readonly string[] = [...ofConnection, username, note];
/** The message of a server that repeats everything it knows; notes are not sent. */
export const repeated = [...ofConnection, username].join(" | ");

/** The AWS SDK finds credentials in files; the environment has none. */
export const noCredentials = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

const file = "aws-credentials";

/** Writes the credentials of the profile to the machine's files. */
export function writeCredentials({ project }: TestStack): void {
	const lines = Object.entries(credentials).map(([name, value]) => `${name} = ${value}\n`);
	writeFileSync(join(project.folder, file), [`[${profile}]\n`, ...lines].join(""));
}

/** Sets the profile in encrypted stack configuration. */
export async function configureSecretProfile(
	{ project }: TestStack,
	{ awsNamespace }: Adapter,
): Promise<void> {
	const setting = ["--secret", `${awsNamespace}:profile`, profile, "--stack", "test", "--non-interactive"];
	const { code, output } = await project.command("config", "set", ...setting);
	expect(code, output).to.equal(0);
}

export function expectUnprinted(output: string, canaries: readonly string[] = allCanaries): void {
	for (const canary of canaries) expect(output).not.to.contain(canary);
}

/**
 * Expects that no file of the stack contains a canary, including state and its history, except for the files to which a test
 * wrote them.
 */
export function expectUnkept({ project }: TestStack, ...ownFiles: readonly string[]): void {
	const found = filesWith(project.folder, allCanaries);
	expect(Object.keys(found).sort(), JSON.stringify(found)).to.deep.equal([file, ...ownFiles].sort());
}
