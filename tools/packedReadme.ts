import { posix } from "node:path";

export interface PackedReadmeOptions {
	/** The path of the text in the repository. */
	readonly path: string;
	/** The URL of the repository's page, if known. */
	readonly page?: string | undefined;
	/** The tag, branch or commit of the links. */
	readonly revision: string;
	/** The other files in the package. */
	readonly packed: readonly string[];
}

/** A Markdown link or image whose target is neither a URL nor an anchor on the same page. */
const relativeLink = /(?<image>!?)\[(?<text>[^\]]*)\]\((?![a-z][a-z+.-]*:|#)(?<target>[^)\s]+)\)/g;

/**
 * The README of a package, for readers without the other files of the repository: relative links lead to the repository's page.
 * If that is not known, links become plain text and images are removed.
 */
export function packedReadme(text: string, { path, page, revision, packed }: PackedReadmeOptions): string {
	const readme = text.replace(relativeLink, (link, image: string, name: string, target: string) => {
		if (packed.includes(target.replace(/#.*$/, ""))) return link;
		if (page === undefined) return image ? "" : name;
		const file = posix.join(posix.dirname(path), target);
		return `${image}[${name}](${page}/${image ? "raw" : "blob"}/${revision}/${file})`;
	});
	// Removing an image leaves empty lines.
	return readme.replace(/\n{3,}/g, "\n\n");
}
