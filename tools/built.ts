import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { root } from "./installPackage.ts";

/** Records the sources and results of the last build. `npm ci` removes it together with the installed packages. */
const record = join(root, "node_modules/.cache/built");
const packages = ["provider", "review"];
/** Folders that packages write at run time. */
const kept = ["node_modules", ".cache"];
const copied = ["CHANGELOG.md", "LICENSE", "README.md"];

/** Builds if any source or result has changed since the last build. */
export async function buildIfChanged(build: () => Promise<void>): Promise<void> {
	const before = sources();
	if (existsSync(record) && readFileSync(record, "utf8") === before + results()) return;
	rmSync(record, { force: true });
	await build();
	mkdirSync(dirname(record), { recursive: true });
	writeFileSync(record, before + results());
}

function sources(): string {
	const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
	return fingerprint(
		[...packages, "tools", "docs", ...files.map(({ name }) => name)].map((name) => join(root, name)),
		[...kept, "dist", ...copied.flatMap((name) => packages.map((folder) => join(folder, name)))],
	);
}

function results(): string {
	const installed = packages.map((folder) => {
		const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
		return join(root, "node_modules", name);
	});
	return fingerprint([...packages.map((folder) => join(root, folder)), ...installed], kept);
}

/**
 * A hash that changes when a file is added, removed, renamed or written, even if its modification time stays the same.
 *
 * @param paths Files, and folders with all their content.
 * @param except The ends of paths to exclude.
 */
export function fingerprint(paths: readonly string[], except: readonly string[]): string {
	const hash = createHash("sha256").update(process.version);
	const add = (path: string) => {
		if (except.some((end) => path.endsWith(sep + end))) return;
		const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
		hash.update(`${path}\0${stat?.isDirectory() ? "" : `${stat?.size} ${stat?.ctimeNs}`}\n`);
		if (stat?.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
	};
	for (const path of paths) add(path);
	return hash.digest("hex");
}
