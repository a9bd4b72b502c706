/**
 * `npm run pulumi-cli`: says where the Pulumi CLI is, after fetching or building it where need be. What happens on the
 * way goes to stderr, what was found to stdout.
 */
import { ensurePulumiCli, NoPulumiCli, type Origin } from "./index.ts";
import { interrupted, untilInterrupted } from "./interruption.ts";

const origins: Record<Origin, string> = {
	path: "on PATH",
	cache: "kept from before",
	npm: "just fetched",
	go: "just built",
};

const signal = untilInterrupted();

try {
	const say = (line: string) => console.error(line);
	const { pulumi, version, origin } = await ensurePulumiCli({ say, signal });
	console.log(`Pulumi CLI ${version} (${origins[origin]}): ${pulumi}`);
} catch (error) {
	if (signal.aborted) {
		console.error(interrupted);
	} else {
		process.exitCode = 1;
		console.error(error instanceof NoPulumiCli ? error.message : error);
	}
}
