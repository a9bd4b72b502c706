import { cacheVariable } from "./cacheFolder.ts";
import type { Reasons } from "./search.ts";

/** No source has a CLI. The message is for the user: what was tried, why it failed, what to do. */
export class NoPulumiCli extends Error {
	override name = "NoPulumiCli";

	constructor(reasons: Reasons) {
		const tried = [...reasons].map(([name, { why }]) => `  - ${name}: ${why}`);
		const remedies = [...reasons.values()].flatMap(({ remedy }) => (remedy ? [`  - ${remedy}`] : []));
		const lines = ["There is no Pulumi CLI, and none could be had:", ...tried];
		super([...lines, "Do one of these, then try again:", ...remedies].join("\n"));
	}
}

/** Fetched and built CLIs cannot be kept. */
export function cacheTrouble(folder: string, error: unknown): Parameters<Reasons["set"]> {
	const code = (error as NodeJS.ErrnoException).code ?? String(error);
	const remedy = `set ${cacheVariable} to a folder that can be written, so that one can be fetched or built`;
	return ["the folder for fetched and built ones", { why: `cannot write to ${folder} (${code})`, remedy }];
}
