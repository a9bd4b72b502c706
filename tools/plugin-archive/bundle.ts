import { build } from "esbuild";
import { root } from "../installPackage.ts";

/** A bundled file, and the paths of its sources relative to the repository. */
export interface Bundle {
	readonly code: string;
	readonly files: readonly string[];
}

/**
 * Bundles a program for Node.js. A module that is required in a function still runs only when the function is called.
 *
 * One file loads faster than hundreds, and parses faster without white space. Names are kept and lines are short, so that stack
 * traces of unexpected errors are readable, also where Node.js prints the source line.
 */
export async function bundle(program: string): Promise<Bundle> {
	const { outputFiles, metafile } = await build({
		entryPoints: [program],
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node22",
		// Only the conditions of Node.js itself, so that it bundles the modules that Node.js would load.
		conditions: [],
		minifyWhitespace: true,
		minifySyntax: true,
		lineLimit: 120,
		write: false,
		metafile: true,
		// Makes the paths in the bundle the same on every machine.
		absWorkingDir: root,
		logLevel: "warning",
	});
	const [{ text: code } = { text: "" }] = outputFiles;
	return { code, files: Object.keys(metafile.inputs) };
}
