/** Builds and installs the packages of the workspace. The provider is first, because building the other package requires it. */

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildIfChanged } from "./built.ts";
import { compilePackage, installPackage, root } from "./installPackage.ts";
import { packedReadme } from "./packedReadme.ts";

await buildIfChanged(async () => {
	// Loaded only here, because loading them takes longer than detecting that nothing has changed.
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

/** Writes the JSON Schema of the decisions file, which is generated from the rules that its reader checks. */
function writeSchema(): void {
	const folder = join(root, "provider/dist/feedbackFile");
	const { feedbackFileSchema } = createRequire(import.meta.url)(join(folder, "schema.js"));
	writeFileSync(join(folder, "schema.json"), `${JSON.stringify(feedbackFileSchema, null, 2)}\n`);
}

/** Copies the documents of the repository that are published with a package into its folder. */
function writeDocuments(folder: string, readme: string): void {
	const packed = ["CHANGELOG.md", "LICENSE"];
	for (const name of packed) copyFileSync(join(root, name), join(root, folder, name));
	const { version, homepage } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
	const text = packedReadme(readFileSync(join(root, readme), "utf8"), {
		path: readme,
		// The release sets it to the page of the repository.
		page: homepage?.replace(/#.*$/, ""),
		revision: `v${version}`,
		packed,
	});
	writeFileSync(join(root, folder, "README.md"), text);
}
