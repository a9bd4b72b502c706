import { parse } from "yaml";
import { readText } from "./manifest.ts";

/** A job of the workflow of `examples/ci`. */
export interface CiJob {
	readonly if: string;
	readonly environment?: string;
	readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
	readonly permissions: Readonly<Record<string, string>>;
	readonly steps: readonly {
		readonly run?: string;
		readonly uses?: string;
		readonly with?: Readonly<Record<string, unknown>>;
	}[];
}

/** The parts of that workflow that tests check. */
export interface CiWorkflow {
	readonly on: Readonly<Record<string, unknown>>;
	readonly permissions: Readonly<Record<string, string>>;
	readonly jobs: Readonly<Record<"preview" | "comment" | "apply" | "drift", CiJob>>;
}

export function readCiWorkflow(): CiWorkflow {
	return parse(readText("examples/ci/.github/workflows/feedback.yml"));
}

/** The AWS role that a job assumes. */
export function roleOf({ steps }: CiJob): unknown {
	return steps.map((step) => step.with?.["role-to-assume"]).find(Boolean);
}

/** The scripts that a job runs, in order. */
export function scriptsOf({ steps }: CiJob): string[] {
	return steps.flatMap(({ run }) => run ?? []);
}
