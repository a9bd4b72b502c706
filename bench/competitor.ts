import { readFileSync } from "node:fs";
import { dynamicProvider, type FrontEnd, plugin } from "../test/support/frontEnds.ts";

/** The Pulumi programs that are measured; all but the empty one declare the decisions that they find in a file. */
export type Competitor = "empty" | "plain" | "singles" | "plugin" | "set";

const files: Record<Competitor, string> = {
	empty: "programs/empty.cjs",
	plain: "plain/index.cjs",
	singles: "programs/singles.cjs",
	plugin: "programs/plugin.cjs",
	set: "programs/set.cjs",
};

export function programOf(competitor: Competitor): string {
	return readFileSync(new URL(files[competitor], import.meta.url), "utf8");
}

/** What the resources of a program are of. */
export function frontEndOf(competitor: Competitor): FrontEnd {
	return competitor === "plugin" ? plugin : dynamicProvider;
}
