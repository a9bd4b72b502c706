import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The files that `pulumi stack init` leaves in a project's folder, the same for each project of {@link layOutProgram}. The CLI
 * takes half a second of processor time to create them, so in a process it does so only for the first project, and the others
 * get a copy.
 */
const files = ["Pulumi.test.yaml", "backend/.pulumi/meta.yaml", "backend/.pulumi/stacks/test/test.json"];

/** By the secrets provider. */
const made = new Map<string, ReadonlyMap<string, string>>();

/** Keeps the files that the CLI has just created. */
export function keepEmptyStack(folder: string, secretsProvider: string): void {
	made.set(secretsProvider, new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")])));
}

/** Gives a project a copy of the stack that the CLI created before. Returns whether there was one. */
export function copyEmptyStack(folder: string, secretsProvider: string): boolean {
	const stack = made.get(secretsProvider);
	if (!stack) return false;
	// Pulumi stores the selected stack under a hash of the project file's path.
	const project = createHash("sha1").update(join(folder, "Pulumi.yaml")).digest("hex");
	const selection = [
		`home/workspaces/test-${project}-workspace.json`,
		'{ "stack": "organization/test/test" }',
	];
	for (const [file, text] of [...stack, selection] as [string, string][]) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	}
	return true;
}
