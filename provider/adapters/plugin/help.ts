import { readFileSync } from "node:fs";
import { join } from "node:path";

const help = `pulumi-resource-cognito-feedback: the Pulumi plugin "cognito-feedback", which Pulumi starts by itself.

Feedback on Amazon Cognito authentication events, for Pulumi programs in any language. Make an SDK for a program
with \`pulumi package add "$(which pulumi-resource-cognito-feedback)"\`.

  --help     print this
  --version  print the version

Without one of these it prints a port, and serves Pulumi's provider protocol there until its standard input ends.
`;

/** The text to print instead of serving; `undefined` if the engine started the plugin. */
export function textFor(args: readonly string[]): string | undefined {
	if (args.some((each) => each === "--help" || each === "-h")) return help;
	return args.some((each) => each === "--version") ? `${version()}\n` : undefined;
}

function version(): string {
	return JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")).version;
}
