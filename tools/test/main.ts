import { globSync, readFileSync } from "node:fs";
import { execaNode } from "execa";
import { root } from "../installPackage.ts";
import { compileCache } from "../pulumi-cli/environment.ts";
import { type Tier, type TierName, tiers } from "./tiers.ts";

/** The programs to run before the tests. */
const steps = {
	build: ["tools/buildPackages.ts"],
	cli: ["tools/pulumi-cli/main.ts"],
	yaml: ["tools/pulumi-cli/main.ts", "languages", "yaml"],
	languages: ["tools/pulumi-cli/main.ts", "languages"],
} as const;

/** Skips the build, for example after another tier has built the packages. */
const noBuild = "--no-build";
const [name = "main", ...args] = process.argv.slice(2);
if (!(name in tiers)) throw new Error(`unknown tier ${name}; use one of ${Object.keys(tiers).join(", ")}`);
const { files, needs, args: own = [], env: ownEnv = {} }: Tier = tiers[name as TierName];

// The child processes receive Ctrl-C too; this process ends after them.
process.on("SIGINT", () => {});
let succeeded = true;
const build = args.includes(noBuild) ? [] : (["build"] as const);
for (const step of [...build, ...needs]) succeeded &&= await node(steps[step]);
const prepared = spent();
// Mocha would run a file twice if two patterns matched it.
const each = new Set(files.flatMap((pattern) => globSync(pattern, { cwd: root }).sort()));
succeeded &&= await node([
	"node_modules/mocha/bin/mocha.js",
	...each,
	...own,
	...args.filter((arg) => arg !== noBuild),
]);
console.log(`Took ${spent()}; before the tests, ${prepared}.`);
process.exitCode = succeeded ? 0 : 1;

/** Runs Node.js, and returns whether it succeeded. */
async function node([file = "", ...args]: readonly string[]): Promise<boolean> {
	// The tests start Node.js about a thousand times, and most of the startup time is spent on compiling the same modules.
	const env = { NODE_COMPILE_CACHE: compileCache, ...ownEnv };
	return !(await execaNode(file, args, { cwd: root, env, stdio: "inherit", reject: false, cleanup: false }))
		.failed;
}

/**
 * The time since this process started and, on Linux, the processor time of this process and its child processes.
 *
 * Source: proc_pid_stat(5), `utime` to `cstime`, in hundredths of a second.
 */
function spent(): string {
	const minutes = (seconds: number) => `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(0)} s`;
	const took = minutes(performance.now() / 1_000);
	if (process.platform !== "linux") return took;
	const ticks = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ").slice(11, 15) ?? [];
	return `${took} (${minutes(ticks.reduce((sum, each) => sum + Number(each), 0) / 100)} of processor time)`;
}
