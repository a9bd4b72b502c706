import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installPackage.ts";

const own = "pulumi-cognito-feedback";
const licenseFile = /^(licen[cs]e|notice|copying)\b/i;

/**
 * The licenses of the packages that some files belong to: each text once, below the packages that it is for.
 *
 * @param files Their paths in the repository.
 */
export function thirdPartyLicenses(files: readonly string[]): string {
	const folders = new Set(files.map(packageFolder));
	const packages = new Map<string, string[]>();
	for (const folder of [...folders].sort()) {
		const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
		if (name === own) continue;
		const text = licenseText(folder, license);
		packages.set(text, [...(packages.get(text) ?? []), `${name} ${version} (${license})`]);
	}
	const sections = [...packages].map(([text, names]) => `${names.join("\n")}\n\n${text.trim()}\n`);
	const head = "The plugin contains these packages, with the license of each below its name.\n";
	return [head, ...sections].join(`\n${"=".repeat(80)}\n\n`);
}

function licenseText(folder: string, license: string): string {
	const names = readdirSync(join(root, folder)).filter((name) => licenseFile.test(name));
	if (names.length > 0)
		return names
			.sort()
			.map((name) => readFileSync(join(root, folder, name), "utf8"))
			.join("\n");
	// Some packages only name it. It has the same text for all who use it.
	if (license === "Apache-2.0") return readFileSync(join(root, "LICENSE"), "utf8");
	throw new Error(`${folder} has no license text, so the archive could not hold it`);
}

/** The folder of the package that a file is from. */
function packageFolder(file: string): string {
	const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
	if (folder === undefined) throw new Error(`${file} belongs to no package`);
	return folder;
}
