import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { root } from "./installPackage.ts";

/** What the last build was made of, and made. `npm ci` removes it, with what was installed. */
const record = join(root, "node_modules/.cache/built");
const packages = ["provider", "review"];
/** What packages keep for themselves. */
const kept = ["node_modules", ".cache"];
const copied = ["CHANGELOG.md", "LICENSE", "README.md"];

/** Builds, unless nothing has changed since the last build: neither what it read nor what it wrote. */
export async function buildIfChanged(build: () => Promise<void>): Promise<void> {
	const before = sources();
	if (read(record) === before + results()) return;
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
 * A text that changes when a file is added, removed, renamed or written, whatever its time of modification says.
 *
 * @param paths Files, and folders with all that they contain.
 * @param except Ends of paths that are left out.
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

function read(file: string): string | undefined {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}
