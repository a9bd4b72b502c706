/** Builds the packages of the workspace and installs them: the provider first, which the other is made with. */

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildIfChanged } from "./built.ts";
import { compilePackage, installPackage, root } from "./installPackage.ts";
import { packedReadme } from "./packedReadme.ts";

await buildIfChanged(async () => {
	// Loaded only here: they take longer than to see that nothing has changed.
	const [{ bundlePage }, { writePluginSchema }] = await Promise.all([
		import("./bundlePage.ts"),
		import("./schema/index.ts"),
	]);
	compilePackage("provider");
	writeSchema();
	writePluginSchema();
	writeDocuments("provider", "README.md");
	installPackage("provider");

	compilePackage("review");
	await bundlePage();
	writeDocuments("review", "docs/cognito-feedback.md");
	installPackage("review");
});

/** The JSON Schema of the decisions file, made of the rules that its reader checks. */
function writeSchema(): void {
	const folder = join(root, "provider/dist/feedbackFile");
	const { feedbackFileSchema } = createRequire(import.meta.url)(join(folder, "schema.js"));
	writeFileSync(join(folder, "schema.json"), `${JSON.stringify(feedbackFileSchema, null, 2)}\n`);
}

/** Puts beside a package what was written for the repository, and is published too. */
function writeDocuments(folder: string, readme: string): void {
	const packed = ["CHANGELOG.md", "LICENSE"];
	for (const name of packed) copyFileSync(join(root, name), join(root, folder, name));
	const { version, homepage } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
	const text = packedReadme(readFileSync(join(root, readme), "utf8"), {
		path: readme,
		// The release sets it, where the repository is known.
		page: homepage?.replace(/#.*$/, ""),
		revision: `v${version}`,
		packed,
	});
	writeFileSync(join(root, folder, "README.md"), text);
}
