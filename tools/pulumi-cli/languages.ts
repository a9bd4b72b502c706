/**
 * `npm run language-hosts [-- yaml]`: has programs in other languages run, and Pulumi make SDKs for them, so that tests of them need
 * not build anything. Where that cannot be had their tests are left out, so that this fails only when it is interrupted.
 */
import { interrupted, untilInterrupted } from "./interruption.ts";
import { ensureLanguageHost, ensureSdkHost, type Folders, languages } from "./languageHosts.ts";
import { isWhyNot } from "./search.ts";

const signal = untilInterrupted();
const options = { say: (line: string) => console.error(line), signal };

const named = process.argv.slice(2);
const isNamed = (name: string) => named.length === 0 || named.includes(name);

for (const language of languages.filter(isNamed)) {
	await attempt(`Tests of programs in ${language}`, () => ensureLanguageHost(language, options));
}
if (isNamed("sdk")) await attempt("Tests of SDKs", () => ensureSdkHost(options));
if (signal.aborted) console.error(interrupted);

/** What one of them did not foresee, such as a full disk, does not keep the next one from being tried. */
async function attempt(tests: string, ensure: () => Promise<Folders>): Promise<void> {
	if (signal.aborted) return;
	try {
		const found = await ensure();
		if (isWhyNot(found)) console.error(`${tests} will be left out: ${found.why}`);
	} catch (error) {
		if (signal.aborted) return;
		const why = error instanceof Error ? error.message : String(error);
		console.error(`${tests} will be left out: ${why}`);
	}
}
