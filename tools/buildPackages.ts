/** Builds the packages of the workspace and installs them: the provider first, which the other is made with. */

import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundlePage } from "./bundlePage.ts";
import { compilePackage, installPackage, root } from "./installPackage.ts";
import { writePluginSchema } from "./schema/index.ts";

/** Written for the repository, and published too. */
const documents = ["README.md", "CHANGELOG.md", "LICENSE"];

compilePackage("provider");
writeSchema();
writePluginSchema();
for (const name of documents) copyFileSync(join(root, name), join(root, "provider", name));
installPackage("provider");

compilePackage("review");
await bundlePage();
installPackage("review");

/** The JSON Schema of the decisions file, made of the rules that its reader checks. */
function writeSchema(): void {
	const folder = join(root, "provider/dist/feedbackFile");
	const { feedbackFileSchema } = createRequire(import.meta.url)(join(folder, "schema.js"));
	writeFileSync(join(folder, "schema.json"), `${JSON.stringify(feedbackFileSchema, null, 2)}\n`);
}
