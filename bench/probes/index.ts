import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { disposable } from "../../workbench/disposable.ts";

/** A probe in the Node.js processes of a run, which writes its measurements to a folder. */
export interface Probe extends Disposable {
	/** Makes Node.js load it. */
	readonly env: Readonly<Record<string, string>>;
	readonly folder: string;
}

export function probe(name: "memory" | "timeline"): Probe {
	const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
	const dispose = disposable(() => rmSync(folder, { recursive: true, force: true }));
	const script = fileURLToPath(new URL(`${name}.cjs`, import.meta.url));
	return {
		env: {
			NODE_OPTIONS: `--require=${JSON.stringify(script)}`,
			[`BENCH_${name.toUpperCase()}`]: join(folder, name),
		},
		folder,
		[Symbol.dispose]: dispose,
	};
}
