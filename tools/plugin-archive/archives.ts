import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { create } from "tar";
import { root } from "../installPackage.ts";
import { bundle, thirdPartyLicenses } from "./bundle.ts";

const installed = join(root, "node_modules/pulumi-cognito-feedback");
const manifest = () => JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
const launchers = join(import.meta.dirname, "launchers");
const name = "pulumi-resource-cognito-feedback";

/** Pulumi's names for the platforms of its CLI, which downloads the archive of its own platform. */
const platforms = ["darwin", "linux", "windows"].flatMap((system) =>
	["amd64", "arm64"].map((processor) => `${system}-${processor}`),
);

/**
 * Writes the archives of the plugin that is installed in `node_modules`, and returns their paths. JavaScript runs on every
 * platform, so one archive is copied to the name of each.
 *
 * Source: Pulumi's `sdk/go/common/workspace/plugins.go`, `standardAssetName`.
 */
export async function writeArchives(folder: string): Promise<string[]> {
	const { version } = manifest();
	const [first = "", ...others] = platforms.map((platform) =>
		join(folder, `${name}-v${version}-${platform}.tar.gz`),
	);
	mkdirSync(folder, { recursive: true });
	const content = mkdtempSync(join(tmpdir(), "cognito-feedback-archive-"));
	try {
		await writeContent(content);
		await pack(content, first);
	} finally {
		rmSync(content, { recursive: true });
	}
	for (const file of others) copyFileSync(first, file);
	return [first, ...others];
}

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
	// Without the fields for package managers.
	const fields = ["name", "version", "description", "license", "type", "engines", "node"];
	write("package.json", `${JSON.stringify(manifest(), fields, "\t")}\n`);
	const launcher = (file: string) => readFileSync(join(launchers, file), "utf8");
	write(name, launcher(name), 0o755);
	// Windows requires these line ends.
	write(`${name}.cmd`, launcher(`${name}.cmd`).replaceAll("\n", "\r\n"));
}

/** The same content gives the same bytes: the archive records neither a user nor a time. */
async function pack(content: string, file: string): Promise<void> {
	const entries = readdirSync(content, { recursive: true, encoding: "utf8" }).sort();
	for (const path of entries.map((entry) => join(content, entry))) {
		// Independent of the umask.
		chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
	}
	const alike = { portable: true, mtime: new Date(0), noDirRecurse: true };
	await create({ ...alike, cwd: content, file, gzip: { level: 9 } }, entries);
}
