import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

/** Makes the package unavailable, as on a platform without a build of it. */
const hooks = `import { registerHooks } from "node:module";
registerHooks({ resolve(name, context, next) {
	if (name.startsWith("@duckdb/")) throw Object.assign(new Error("missing"), { code: "ERR_MODULE_NOT_FOUND" });
	return next(name, context);
} });`;

describe("cognito-feedback without DuckDB", () => {
	const main = fileURLToPath(import.meta.resolve("#review/main"));

	function run(...args: readonly string[]) {
		const imported = `data:text/javascript,${encodeURIComponent(hooks)}`;
		return spawnSync(process.execPath, ["--import", imported, main, ...args], { encoding: "utf8" });
	}

	it("names the package to install for commands that show events", () => {
		const { status, stderr } = run("events", "--user-pool-id", "eu-central-1_Example", "--from", main);
		expect({ status, stderr }).to.deep.include({ status: 1 });
		expect(stderr).to.include("run `npm install @duckdb/node-api`");
	});

	it("runs the commands that need no store", () => {
		for (const command of ["check", "decide", "emulator"]) {
			const { status, stderr } = run(command, "--help");
			expect({ status, stderr }, command).to.deep.equal({ status: 0, stderr: "" });
		}
	});
});
