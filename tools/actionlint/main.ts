/**
 * `npm run lint:workflows`: checks the workflows of this repository and of its examples with actionlint. Exits with code 75 if
 * it is not available.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installPackage.ts";
import { ensureBuilt } from "../pulumi-cli/fromGo.ts";
import { isWhyNot } from "../pulumi-cli/search.ts";

const module = "github.com/rhysd/actionlint";
const program = { package: `${module}/cmd/actionlint`, module, pins: "actionlint" };
const built = await ensureBuilt(program, { say: (line) => console.error(line) });
if (isWhyNot(built)) {
	console.error(`lint:workflows: skipped: ${built.why}`);
	process.exitCode = 75;
} else {
	const workflows = globSync("{.,examples/*}/.github/workflows/*.yml", { cwd: root });
	// Without other linters, which may be installed on some machines, the check is the same everywhere.
	const args = ["-shellcheck=", "-pyflakes=", ...workflows];
	const { status } = spawnSync(join(built[0] ?? "", "actionlint"), args, { cwd: root, stdio: "inherit" });
	if (status === 0) console.log(`lint:workflows: ${workflows.length} workflows have no mistakes.`);
	process.exitCode = status ?? 1;
}
