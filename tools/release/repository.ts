import type { Manifest } from "./mistakes.ts";

/**
 * A package.json that says where its sources are. The build leads the links of the package's README there,
 * and Pulumi to the plugin's archives.
 *
 * @param page The repository's page.
 * @param folder Where in the repository the package is.
 */
export function nameRepository(
	manifest: Manifest,
	page: string,
	folder: string,
): Manifest & { readonly homepage: string } {
	return {
		...manifest,
		homepage: `${page}#readme`,
		...{
			bugs: { url: `${page}/issues` },
			repository: { type: "git", url: `git+${page}.git`, directory: folder },
		},
	};
}
