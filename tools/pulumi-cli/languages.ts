/**
 * `npm run language-hosts`: has programs in YAML, Python and Go run, and SDKs be generated, so that tests of them need not
 * build anything. Without them those tests are left out, so that this never fails.
 */
import { ensureLanguageHost, ensureSdkHost, languages } from "./languageHosts.ts";
import { isWhyNot } from "./search.ts";

const say = (line: string) => console.error(line);
const needs = [
	...languages.map((each) => () => ensureLanguageHost(each, { say })),
	() => ensureSdkHost({ say }),
];
for (const ensure of needs) {
	const found = await ensure();
	if (isWhyNot(found)) say(`Tests in other languages will be left out: ${found.why}`);
}
