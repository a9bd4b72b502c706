import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The files that `pulumi stack init` leaves in a project's folder, the same for each project of {@link layOutProgram}.
 * Making them takes the CLI half a second of processor time, so in a process it does so for the first project, and the
 * others get a copy.
 */
const files = ["Pulumi.test.yaml", "backend/.pulumi/meta.yaml", "backend/.pulumi/stacks/test/test.json"];

/** By the secrets provider. */
const made = new Map<string, ReadonlyMap<string, string>>();

/** Keeps what the CLI has just made. */
export function keepEmptyStack(folder: string, secretsProvider: string): void {
	made.set(secretsProvider, new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")])));
}

/** Gives a project a stack as the CLI has made it before; whether it did. */
export function copyEmptyStack(folder: string, secretsProvider: string): boolean {
	const stack = made.get(secretsProvider);
	if (!stack) return false;
	// Which stack is selected Pulumi keeps by the path of the project's file.
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
