import { readFileSync } from "node:fs";

/** The Pulumi programs that are measured; all but the empty one declare the decisions that they find in a file. */
export type Competitor = "empty" | "plain" | "singles" | "set";

const files: Record<Competitor, string> = {
	empty: "programs/empty.cjs",
	plain: "plain/index.cjs",
	singles: "programs/singles.cjs",
	set: "programs/set.cjs",
};

export function programOf(competitor: Competitor): string {
	return readFileSync(new URL(files[competitor], import.meta.url), "utf8");
}
