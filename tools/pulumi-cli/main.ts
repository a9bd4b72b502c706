/**
 * `npm run pulumi-cli` prints the path of the Pulumi CLI, and downloads or builds one if necessary. `npm run language-hosts`
 * ensures that programs in other languages run and that Pulumi can generate SDKs, for all languages or the given ones. Progress
 * goes to stderr.
 */
import { untilInterrupted } from "../interruption.ts";
import { ensurePulumiCli, NoPulumiCli } from "./index.ts";
import { ensureLanguageHost, ensureSdkHost, languages } from "./languageHosts.ts";
import { isWhyNot } from "./search.ts";

const signal = untilInterrupted();
const options = { say: (line: string) => console.error(line), signal };
const [task, ...names] = process.argv.slice(2);

try {
	if (task === "languages") await ensureHosts();
	else {
		const { pulumi, version } = await ensurePulumiCli(options);
		console.log(`Pulumi CLI ${version}: ${pulumi}`);
	}
} catch (error) {
	if (signal.aborted) console.error("Interrupted; nothing unfinished is left behind.");
	else {
		process.exitCode = 1;
		console.error(error instanceof NoPulumiCli ? error.message : error);
	}
}

async function ensureHosts(): Promise<void> {
	const all = [...languages, "sdk"] as const;
	for (const name of all.filter((each) => names.length === 0 || names.includes(each))) {
		const host = await (name === "sdk" ? ensureSdkHost(options) : ensureLanguageHost(name, options));
		if (isWhyNot(host)) console.error(`Tests that need ${name} are skipped: ${host.why}`);
		else for (const folder of host) console.log(`For ${name}, put on PATH: ${folder}`);
	}
}
