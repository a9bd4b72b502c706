/**
 * `npm run pulumi-cli`: says where the Pulumi CLI is, after fetching or building it where need be. What happens on the
 * way goes to stderr, what was found to stdout.
 */
import { constants } from "node:os";
import { ensurePulumiCli, NoPulumiCli, type Origin } from "./index.ts";

const origins: Record<Origin, string> = {
	path: "on PATH",
	cache: "kept from before",
	npm: "just fetched",
	go: "just built",
};

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
	// More than one may come: a terminal signals all of its programs, and npm hands on what it gets itself.
	process.on(signal, () => {
		process.exitCode = 128 + constants.signals[signal];
		interruption.abort();
	});
}

try {
	const say = (line: string) => console.error(line);
	const { pulumi, version, origin } = await ensurePulumiCli({ say, signal: interruption.signal });
	console.log(`Pulumi CLI ${version} (${origins[origin]}): ${pulumi}`);
} catch (error) {
	if (interruption.signal.aborted) {
		console.error("Interrupted; nothing unfinished is left behind.");
	} else {
		process.exitCode = 1;
		console.error(error instanceof NoPulumiCli ? error.message : error);
	}
}
