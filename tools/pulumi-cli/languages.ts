/**
 * `npm run language-hosts`: has programs in YAML run, so that tests of them need not build anything. Without its
 * language host those tests are left out, so that this never fails.
 */
import { ensureLanguageHost } from "./languageHosts.ts";
import { isWhyNot } from "./search.ts";

const found = await ensureLanguageHost("yaml", { say: (line) => console.error(line) });
if (isWhyNot(found)) console.error(`Tests in other languages will be left out: ${found.why}`);
