/**
 * `npm run lint:workflows`: checks the workflows of this repository and of its examples with actionlint, which is built from
 * the Go modules that go.sum pins. Exits with code 75 if it cannot be built.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { onPath } from "../pulumi-cli/executables.ts";

const root = dirname(dirname(import.meta.dirname));
const program = join(root, "node_modules/.cache/actionlint");
const workflows = ["", "examples/*/"].flatMap((folder) =>
	globSync(`${folder}.github/workflows/*.yml`, { cwd: root }),
);

process.exitCode = isBuilt() ? check() : 75;

function isBuilt(): boolean {
	const go = onPath("go", process.env);
	if (go === undefined) {
		console.error("lint:workflows: skipped: there is no go on PATH. Install Go 1.25 or newer.");
		return false;
	}
	const build = ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-o", program];
	const args = ["-C", import.meta.dirname, ...build, "github.com/rhysd/actionlint/cmd/actionlint"];
	const { status } = spawnSync(go, args, { stdio: "inherit" });
	if (status !== 0)
		console.error("lint:workflows: skipped: actionlint could not be built, as printed above.");
	return status === 0;
}

function check(): number {
	// Without other linters, which may be installed on some machines, the check is the same everywhere.
	const args = ["-shellcheck=", "-pyflakes=", ...workflows];
	const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
	if (status === 0) console.log(`lint:workflows: ${workflows.length} workflows have no mistakes.`);
	return status ?? 1;
}
