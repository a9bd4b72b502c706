import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { processorTime } from "./processorTime.ts";
import { type TierName, tiers } from "./tiers.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** What has to be done before the tests. */
const steps = {
	build: ["tools/buildPackages.ts"],
	cli: ["tools/pulumi-cli/main.ts"],
	yaml: ["tools/pulumi-cli/languages.ts", "yaml"],
	languages: ["tools/pulumi-cli/languages.ts"],
} as const;

/** Runs Node.js to its end; whether it succeeded. */
async function node(args: readonly string[]): Promise<boolean> {
	const child = spawn(process.execPath, args, {
		cwd: repository,
		stdio: "inherit",
		// The tests start Node.js some thousand times, and most of that is compiling the same modules.
		env: { ...process.env, NODE_COMPILE_CACHE: "node_modules/.cache/node-compile-cache" },
	});
	// Ctrl-C reaches the child by itself; this process ends when that has.
	const ignore = () => {};
	process.on("SIGINT", ignore);
	const [code] = await once(child, "close");
	process.off("SIGINT", ignore);
	return code === 0;
}

/** Leaves the build out, where another tier has just made it. */
const noBuild = "--no-build";
const [name = "main", ...args] = process.argv.slice(2);
if (!(name in tiers)) throw new Error(`there is no tier ${name}; there are ${Object.keys(tiers).join(", ")}`);
const { files, needs } = tiers[name as TierName];

const begun = performance.now();
let succeeded = true;
const build = args.includes(noBuild) ? [] : (["build"] as const);
for (const step of [...build, ...needs]) succeeded &&= await node(steps[step]);
const prepared = { seconds: (performance.now() - begun) / 1_000, processor: processorTime() };
const mochaArgs = args.filter((arg) => arg !== noBuild);
succeeded &&= await node(["node_modules/mocha/bin/mocha.js", ...files, ...mochaArgs]);

const minutes = (seconds: number) => `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(0)} s`;
const total = processorTime();
const lines = [
	`Took ${minutes((performance.now() - begun) / 1_000)}, of which ${minutes(prepared.seconds)} before the tests.`,
];
if (total !== undefined && prepared.processor !== undefined)
	lines.push(`Processor time: ${minutes(total)}, of which ${minutes(prepared.processor)} before the tests.`);
console.log(lines.join("\n"));
process.exitCode = succeeded ? 0 : 1;
