import type { Limits } from "./limits.ts";

/** Where a CLI came from. */
export type Origin = "path" | "cache" | "npm" | "go";

/** A Pulumi CLI that runs. */
export interface PulumiCli {
	/** The absolute path of the executable. */
	readonly pulumi: string;
	/** To be put first on PATH, so that `pulumi` by name is this one; empty where it is already. */
	readonly binFolders: string[];
	/** Such as "3.255.0". */
	readonly version: string;
	readonly origin: Origin;
}

/** Why a source has no CLI to give, in words that end up in the one message when no other source has one. */
export interface WhyNot {
	readonly why: string;
}

/** What every source is told. */
export interface Search {
	readonly say: (line: string) => void;
	readonly env: NodeJS.ProcessEnv;
	readonly signal: AbortSignal | undefined;
	readonly limits: Limits;
	/** The folder that fetched and built CLIs are kept in. */
	readonly cache: string;
}

/** One way to a CLI. */
export interface Source {
	readonly name: string;
	/** What the user can do so that this source works. */
	readonly remedy?: string;
	readonly find: (search: Search) => Promise<PulumiCli | WhyNot>;
}

export function isWhyNot(found: object): found is WhyNot {
	return "why" in found;
}

/** By the name of what was tried: why it gave no CLI, and what to do about it. */
export type Reasons = Map<string, { readonly why: string; readonly remedy: string | undefined }>;

/** The first CLI that a source gives. `reasons` collects why those before it gave none. */
export async function firstOf(
	sources: readonly Source[],
	search: Search,
	reasons: Reasons,
): Promise<PulumiCli | undefined> {
	for (const { name, remedy, find } of sources) {
		const found = await attempt(find, search);
		if (!isWhyNot(found)) return found;
		search.signal?.throwIfAborted();
		reasons.set(name, { why: found.why, remedy });
	}
	return undefined;
}

/** What one source did not foresee, such as a full disk, does not keep the next one from being tried. */
async function attempt(find: Source["find"], search: Search): Promise<PulumiCli | WhyNot> {
	try {
		return await find(search);
	} catch (error) {
		return { why: error instanceof Error ? error.message : String(error) };
	}
}
