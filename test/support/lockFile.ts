import { readText } from "./manifest.ts";

export interface LockedPackage {
	readonly version?: string;
	readonly integrity?: string;
	/** Whether it is a link into the workspace. */
	readonly link?: boolean;
	readonly resolved?: string;
	readonly hasInstallScript?: boolean;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The packages of a package-lock.json, by the folder in which each is installed. */
export function lockedPackages(path = "package-lock.json"): ReadonlyMap<string, LockedPackage> {
	return new Map(Object.entries(JSON.parse(readText(path)).packages));
}

/** The folders of the dependencies that are installed with a workspace package, without its own. */
export function runtimeTree(packages: ReadonlyMap<string, LockedPackage>, folder: string): Set<string> {
	const found = new Set<string>();
	const open = [folder];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		const { dependencies, optionalDependencies } = packages.get(at) ?? {};
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
			const resolved = resolve(packages, at, name);
			if (resolved === undefined) {
				if (!optionalDependencies?.[name]) throw new Error(`package-lock.json has no ${name} for ${at}`);
			} else if (!found.has(resolved)) {
				found.add(resolved);
				open.push(resolved);
			}
		}
	}
	return found;
}

/** The folder in which Node.js finds a package: the nearest `node_modules` upward. */
function resolve(
	packages: ReadonlyMap<string, LockedPackage>,
	from: string,
	name: string,
): string | undefined {
	const parts = from.split("/");
	for (let length = parts.length; length >= 0; length--) {
		const candidate = [...parts.slice(0, length), "node_modules", name].join("/");
		if (packages.has(candidate)) return candidate;
	}
	return undefined;
}
