import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installPackage.ts";

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
