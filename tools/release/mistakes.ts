/** The parts of a package.json that a release looks at. */
export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly dependencies?: Readonly<Record<string, string>>;
}

/** What keeps the packages from being released under a tag, each in a sentence. */
export function releaseMistakes(tag: string, manifests: readonly Manifest[], changelog: string): string[] {
	const mistakes: string[] = [];
	for (const { name, version, dependencies = {} } of manifests) {
		if (tag !== `v${version}`) mistakes.push(`The tag is ${tag}, and ${name} is ${version}.`);
		for (const needed of manifests) {
			const wanted = dependencies[needed.name];
			if (wanted === undefined || wanted === needed.version) continue;
			mistakes.push(`${name} ${version} needs ${needed.name} ${wanted}, which is ${needed.version}.`);
		}
	}
	const version = tag.replace(/^v/, "");
	const dated = changelog.split("\n").some((line) => line.startsWith(`## [${version}] - 20`));
	if (!dated) mistakes.push(`CHANGELOG.md has no dated section for ${version}.`);
	return mistakes;
}
