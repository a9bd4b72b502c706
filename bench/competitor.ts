import { readFileSync } from "node:fs";
import { type PoolDecisions, userPoolId } from "../workbench/pool.ts";
import { type Adapter, dynamicProvider, plugin } from "../workbench/project/adapters.ts";

/** The Pulumi programs that are measured; all but the empty one declare decisions. */
export type Competitor = "empty" | "emptyYaml" | "plain" | "lean" | "singles" | "plugin" | "yaml" | "set";

/** A file of a project. */
export interface ProjectFile {
	readonly name: string;
	readonly content: string;
}

const files: Record<Exclude<Competitor, "yaml" | "emptyYaml">, string> = {
	empty: "programs/empty.cjs",
	plain: "plain/index.cjs",
	lean: "plain/lean.cjs",
	singles: "programs/singles.cjs",
	plugin: "programs/plugin.cjs",
	set: "programs/set.cjs",
};

/** A program that declares these decisions, as one file or several. */
export function programOf(competitor: Competitor, decisions: PoolDecisions): ProjectFile[] {
	if (isYaml(competitor))
		return [{ name: "Pulumi.yaml", content: yamlProgram(competitor === "yaml" ? decisions : {}) }];
	return [
		{ name: "index.js", content: readFileSync(new URL(files[competitor], import.meta.url), "utf8") },
		{ name: "decisions.json", content: JSON.stringify({ userPoolId, decisions }) },
	];
}

/** What the resources of a program are of. */
export function adapterOf(competitor: Competitor): Adapter {
	return competitor === "plugin" || isYaml(competitor) ? plugin : dynamicProvider;
}

/** Whether the program of a competitor is in YAML. */
export function isYaml(competitor: Competitor): competitor is "yaml" | "emptyYaml" {
	return competitor === "yaml" || competitor === "emptyYaml";
}

/** JSON is YAML too. */
function yamlProgram(decisions: PoolDecisions): string {
	const resources = Object.entries(decisions).map(([eventId, decision]) => [
		`decision-${eventId}`,
		{
			type: "cognito-feedback:AuthEventFeedback",
			name: eventId,
			properties: { userPoolId, eventId, ...decision },
		},
	]);
	return JSON.stringify({ name: "test", runtime: "yaml", resources: Object.fromEntries(resources) });
}
