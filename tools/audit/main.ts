/**
 * `npm run audit:ci`: checks the packages' dependencies for known vulnerabilities. The exit code is npm's, or 75 if the
 * registry does not support such requests and the result is unknown.
 */
import { execa } from "execa";
import { root } from "../installPackage.ts";

// npm's own retries would take minutes if nothing responds. Offline mode would report no vulnerabilities, and silent mode no
// failure.
const limits = ["--fetch-retries=1", "--fetch-timeout=30000", "--offline=false", "--loglevel=warn"];
const { exitCode, timedOut, stderr } = await execa({
	...{ cwd: root, reject: false, timeout: 120_000, killDescendants: true },
	...{ stdout: "inherit", stderr: ["pipe", "inherit"] },
})`npm audit --omit=dev --audit-level=moderate ${limits}`;
const hasNoResponse = timedOut || stderr.includes("audit endpoint returned an error");
if (hasNoResponse) console.error("The audit is skipped: the registry does not respond.");
process.exitCode = hasNoResponse ? 75 : (exitCode ?? 1);
