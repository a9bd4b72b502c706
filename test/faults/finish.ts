import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Run } from "../../workbench/project/cli.ts";
import type { PulumiProject } from "../../workbench/project/project.ts";

/**
 * Repairs the attribute files of the backend. A CLI that is killed while it writes state to a file may leave an empty file
 * beside it, for attributes that blob stores keep and file systems do not. Pulumi then reports `failed to load checkpoint:
 * EOF`, although it does not need the file.
 */
export function mendAttributes({ folder }: PulumiProject): void {
	const backend = join(folder, "backend");
	for (const name of readdirSync(backend, { recursive: true, encoding: "utf8" })) {
		const path = join(backend, name);
		if (name.endsWith(".attrs") && statSync(path).size === 0) rmSync(path);
	}
}

/** Runs what Pulumi requires after a killed run, and then `up`. Returns the output. */
export async function finish(project: PulumiProject): Promise<string> {
	const printed: string[] = [];
	const unlocked = async (command: () => Promise<Run>): Promise<void> => {
		let run = await command();
		if (run.output.includes("the stack is currently locked")) {
			const cancelled = await project.pulumi("cancel", "--yes");
			expectSuccess(cancelled);
			printed.push(run.output, cancelled.output);
			run = await command();
		}
		expectSuccess(run);
		printed.push(run.output);
	};
	if ((await project.pendingOperations()).length > 0)
		await unlocked(() => project.refresh("--clear-pending-creates"));
	await unlocked(() => project.up());
	return printed.join("\n");
}

export function expectSuccess({ code, output }: Run): void {
	if (code !== 0) throw new Error(`Pulumi failed:\n${output}`);
}
