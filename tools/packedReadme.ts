import { posix } from "node:path";

export interface PackedReadmeOptions {
	/** Where the text stands in the repository. */
	readonly path: string;
	/** The repository's page, where it is known. */
	readonly page?: string | undefined;
	/** The tag, branch or commit that links lead to. */
	readonly revision: string;
	/** The files that lie beside it in the package. */
	readonly packed: readonly string[];
}

/** A link or an image of Markdown whose target is neither a URL nor a place on the same page. */
const relativeLink = /(?<image>!?)\[(?<text>[^\]]*)\]\((?![a-z][a-z+.-]*:|#)(?<target>[^)\s]+)\)/g;

/**
 * A README as its package has it, where it is read without the other files of the repository: what leads to those leads
 * to the repository's page. Where that is not known, a link becomes plain text and an image is left out.
 */
export function packedReadme(text: string, { path, page, revision, packed }: PackedReadmeOptions): string {
	const readme = text.replace(relativeLink, (link, image: string, name: string, target: string) => {
		if (packed.includes(target.replace(/#.*$/, ""))) return link;
		if (page === undefined) return image ? "" : name;
		const file = posix.join(posix.dirname(path), target);
		return `${image}[${name}](${page}/${image ? "raw" : "blob"}/${revision}/${file})`;
	});
	// An image that is left out leaves its empty lines.
	return readme.replace(/\n{3,}/g, "\n\n");
}
