import { execFileSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");

/** Compiles the changed files of a workspace package. */
export function compilePackage(folder: string): void {
	const source = join(root, folder);
	removeOrphans(source);
	try {
		execFileSync(process.execPath, [join(modules, "typescript/bin/tsc"), "-b", source], { stdio: "inherit" });
	} catch {
		// The compiler has printed the errors.
		process.exit(1);
	}
	for (const file of outputs(source)) if (file.endsWith(".d.ts")) importCompiled(join(source, "dist", file));
}

/**
 * Changes a declaration file to import `.js` instead of `.ts`: the compiler rewrites extensions only in code, and TypeScript
 * rejects `.ts` in most projects.
 */
function importCompiled(file: string): void {
	const text = readFileSync(file, "utf8");
	const rewritten = text.replaceAll(/(["'])(\.\.?\/[^"']+)\.ts\1/g, "$1$2.js$1");
	if (rewritten !== text) writeFileSync(file, rewritten);
}

/** Removes the output of deleted sources, so that it is not published. */
function removeOrphans(source: string): void {
	for (const file of outputs(source)) {
		const isCompiled = /\.(d\.ts|js)$/.test(file) && !file.startsWith(join("page", "app"));
		if (isCompiled && !existsSync(join(source, file.replace(/\.(d\.ts|js)$/, ".ts"))))
			rmSync(join(source, "dist", file));
	}
}

function outputs(source: string): string[] {
	const folder = join(source, "dist");
	return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
}

/**
 * Installs a workspace package in `node_modules` like a user's package manager: exactly the files that `npm pack` would
 * publish, instead of the link to the workspace. Examples and tests then run what is published.
 */
export function installPackage(folder: string): void {
	const source = join(root, folder);
	const { name, bin = {} } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
	const installed = join(modules, name);
	// Staged next to its destination, so that one rename installs it and no process sees half a package.
	const staged = mkdtempSync(`${installed}-`);
	for (const file of packedFiles(source)) cpSync(join(source, file), join(staged, file));
	for (const program of Object.values<string>(bin)) chmodSync(join(staged, program), 0o755);
	rmSync(installed, { recursive: true, force: true });
	chmodSync(staged, 0o755);
	renameSync(staged, installed);
	for (const [command, program] of Object.entries<string>(bin))
		linkCommand(command, join("..", name, program));
}

/** npm creates no link to a program that is not compiled yet. */
function linkCommand(command: string, target: string): void {
	const link = join(modules, ".bin", command);
	rmSync(link, { force: true });
	symlinkSync(target, link);
}

function packedFiles(source: string): string[] {
	const output = execFileSync(
		"npm",
		["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"],
		{ cwd: source, encoding: "utf8" },
	);
	const packed: unknown = JSON.parse(output);
	// An array up to npm 11, an object by package name from npm 12.
	const [entry] = Object.values(packed as Record<string, { files: { path: string }[] }>);
	if (!entry) throw new Error("npm pack lists no package");
	return entry.files.map(({ path }) => path);
}
