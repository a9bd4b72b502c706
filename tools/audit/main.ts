/**
 * `npm run audit:ci`: whether a dependency that is installed with the package has a known vulnerability. The exit code is
 * npm's own, or 75 if the registry does not support such requests: then it is unknown.
 */
import { execa } from "execa";
import { root } from "../installPackage.ts";

// npm's own retries would take minutes where nothing answers; offline it reports no vulnerability, and silent no failure.
const limits = ["--fetch-retries=1", "--fetch-timeout=30000", "--offline=false", "--loglevel=warn"];
const { exitCode, timedOut, stderr } = await execa(
	"npm",
	["audit", "--omit=dev", "--audit-level=moderate", ...limits],
	{
		cwd: root,
		stdout: "inherit",
		stderr: ["pipe", "inherit"],
		reject: false,
		timeout: 120_000,
		killDescendants: true,
	},
);
const isUnanswered = timedOut || stderr.includes("audit endpoint returned an error");
if (isUnanswered) console.error("The audit is skipped: the registry does not answer.");
process.exitCode = isUnanswered ? 75 : (exitCode ?? 1);
