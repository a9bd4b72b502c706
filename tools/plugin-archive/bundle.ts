import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/**
 * The licenses of the packages that these files belong to: each text once, below the names of its packages.
 *
 * @param files Their paths in the repository.
 */
export function thirdPartyLicenses(files: readonly string[]): string {
	const folders = new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file));
	const packages = [...folders]
		.map((folder) => ({ folder, ...JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) }))
		.filter(({ name }) => name !== "pulumi-cognito-feedback");
	const byText = Map.groupBy(packages, ({ folder, license }) => licenseText(join(root, folder), license));
	const sections = [...byText].map(
		([text, of]) =>
			`${of
				.map((each) => `${each.name} ${each.version} (${each.license})`)
				.sort()
				.join("\n")}\n\n${text}\n`,
	);
	const head = "The plugin contains these packages, with the license of each below its name.\n";
	return [head, ...sections.sort()].join(`\n${"=".repeat(80)}\n\n`);
}

function licenseText(folder: string, license: string): string {
	const files = readdirSync(folder)
		.filter((name) => /^(licen[cs]e|notice|copying)\b/i.test(name))
		.sort();
	// Some packages only name this license. Its text is the same for all packages.
	if (files.length === 0 && license === "Apache-2.0") return licenseText(root, license);
	if (files.length === 0) throw new Error(`${folder} has no license text, so the archive could not hold it`);
	return files
		.map((name) => readFileSync(join(folder, name), "utf8"))
		.join("\n")
		.trim();
}
