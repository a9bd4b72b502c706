import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./installPackage.ts";

/** Bundles the review page for its server: a script, a style sheet, and the other files. */
export async function bundlePage(): Promise<void> {
	const source = join(root, "review/page/app");
	const target = join(root, "review/dist/page/app");
	await build({
		entryPoints: { app: join(source, "main.tsx") },
		outdir: target,
		bundle: true,
		minify: true,
		format: "esm",
		target: ["chrome123", "firefox120", "safari17.5"],
		jsx: "automatic",
		jsxImportSource: "preact",
		logLevel: "warning",
	});
	for (const name of ["index.html", "icon.svg"]) copyFileSync(join(source, name), join(target, name));
}
