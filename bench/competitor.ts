import { readFileSync } from "node:fs";
import { type PoolDecisions, userPoolId } from "../workbench/pool.ts";
import { type Adapter, dynamicProvider, plugin } from "../workbench/project/adapters.ts";

/** The Pulumi programs that are measured. All but the empty ones declare decisions. */
export type Competitor =
	| "empty"
	| "emptyTypeScript"
	| "emptyYaml"
	| "plain"
	| "lean"
	| "least"
	| "singles"
	| "typeScript"
	| "plugin"
	| "yaml"
	| "installedYaml"
	| "set";

/** A file of a project. */
export interface ProjectFile {
	readonly name: string;
	readonly content: string;
}

type InYaml = "yaml" | "installedYaml" | "emptyYaml";
type InTypeScript = "typeScript" | "emptyTypeScript";

const files: Record<Exclude<Competitor, InYaml>, string> = {
	empty: "programs/empty.cjs",
	emptyTypeScript: "programs/typescript/empty.ts",
	plain: "plain/index.cjs",
	lean: "plain/lean.cjs",
	least: "plain/least.cjs",
	singles: "programs/singles.cjs",
	typeScript: "programs/typescript/singles.ts",
	plugin: "programs/plugin.cjs",
	set: "programs/set.cjs",
};

/** A program that declares these decisions, in one or more files. */
export function programOf(competitor: Competitor, decisions: PoolDecisions): ProjectFile[] {
	if (isYaml(competitor))
		return [{ name: "Pulumi.yaml", content: yamlProgram(competitor === "emptyYaml" ? {} : decisions) }];
	const program = readFileSync(new URL(files[competitor], import.meta.url), "utf8");
	const data = { name: "decisions.json", content: JSON.stringify({ userPoolId, decisions }) };
	if (!isTypeScript(competitor)) return [{ name: "index.js", content: program }, data];
	return [
		{ name: "index.ts", content: program },
		data,
		{ name: "package.json", content: '{ "name": "test", "main": "index.ts" }' },
		{ name: "tsconfig.json", content: readFileSync(new URL(typeScriptSettings, import.meta.url), "utf8") },
	];
}

const typeScriptSettings = "programs/typescript/tsconfig.json";

/** Whether the program of a competitor is in TypeScript. */
export function isTypeScript(competitor: Competitor): competitor is InTypeScript {
	return competitor === "typeScript" || competitor === "emptyTypeScript";
}

/** The adapter of a program's resources. */
export function adapterOf(competitor: Competitor): Adapter {
	return competitor === "plugin" || isYaml(competitor) ? plugin : dynamicProvider;
}

/** Whether the program of a competitor is in YAML. */
export function isYaml(competitor: Competitor): competitor is InYaml {
	return competitor === "yaml" || competitor === "installedYaml" || competitor === "emptyYaml";
}

/** JSON is valid YAML. */
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
