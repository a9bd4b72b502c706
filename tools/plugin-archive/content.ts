import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../installPackage.ts";
import { bundle } from "./bundle.ts";
import { thirdPartyLicenses } from "./licenses.ts";

const installed = join(root, "node_modules/pulumi-cognito-feedback");
const launchers = join(import.meta.dirname, "launchers");
const name = "pulumi-resource-cognito-feedback";

/**
 * Writes the content of the archive: the plugin in the package's folders, bundled with its dependencies into one file, and the
 * launcher that Pulumi's engine starts. With a `PulumiPlugin.yaml` instead, Pulumi would run npm during installation, which
 * needs a registry.
 */
export async function writeContent(folder: string): Promise<void> {
	const write = (path: string, text: string, mode = 0o644) => {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text, { mode });
	};
	const { code, files } = await bundle(join(installed, "dist/adapters/plugin/main.js"));
	write("dist/adapters/plugin/main.js", code);
	for (const path of [`bin/${name}`, "dist/adapters/plugin/schema.json", "LICENSE"]) {
		write(path, readFileSync(join(installed, path), "utf8"));
	}
	write("THIRD-PARTY-LICENSES", thirdPartyLicenses(files));
	write("package.json", ownManifest());
	write(name, readLauncher(name), 0o755);
	// Windows requires these line ends.
	write(`${name}.cmd`, readLauncher(`${name}.cmd`).replaceAll("\n", "\r\n"));
}

/** The package's manifest, without the fields for package managers. */
function ownManifest(): string {
	const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
	const { version, description, license, type, engines } = manifest;
	return `${JSON.stringify({ name: manifest.name, version, description, license, type, engines }, null, "\t")}\n`;
}

function readLauncher(file: string): string {
	return readFileSync(join(launchers, file), "utf8");
}
