/**
 * Compiles the provider and puts it into `node_modules` the way a user's package manager would: the files that
 * `npm pack` would publish and no others, in place of the link into the workspace. Examples and tests then run what is
 * published.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "provider");
const installed = join(root, "node_modules", "pulumi-cognito-feedback");
/** Written for the repository, and published too. */
const documents = ["README.md", "CHANGELOG.md", "LICENSE"];

function compile(): void {
	// What a source file left behind that is gone since must not be published.
	rmSync(join(source, "dist"), { recursive: true, force: true });
	try {
		execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", source], {
			stdio: "inherit",
		});
	} catch {
		// The compiler has said why.
		process.exit(1);
	}
}

function packedFiles(): string[] {
	const output = execFileSync(
		"npm",
		["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"],
		{
			cwd: source,
			encoding: "utf8",
		},
	);
	const packed: unknown = JSON.parse(output);
	// An array up to npm 11, an object by package name from npm 12.
	const [entry] = Object.values(packed as Record<string, { files: { path: string }[] }>);
	if (!entry) throw new Error("npm pack lists no package");
	return entry.files.map(({ path }) => path);
}

compile();
for (const name of documents) copyFileSync(join(root, name), join(source, name));
// Beside its place, so that moving it there is one rename and nobody finds half a package.
const staged = mkdtempSync(`${installed}-`);
for (const file of packedFiles()) cpSync(join(source, file), join(staged, file));
rmSync(installed, { recursive: true, force: true });
chmodSync(staged, 0o755);
renameSync(staged, installed);
