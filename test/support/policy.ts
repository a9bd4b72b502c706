import { readText } from "./manifest.ts";

export interface Policy {
	readonly Version: string;
	readonly Statement: readonly {
		readonly Sid: string;
		readonly Effect: string;
		readonly Action: readonly string[];
		readonly Resource: readonly string[];
	}[];
}

export type PolicyName = "preview" | "review" | "up" | "doctor" | "report" | "source-s3" | "source-logs";

export function readPolicy(name: PolicyName): Policy {
	return JSON.parse(readText(`policies/${name}.json`));
}

/** The operations that a policy allows. */
export function allowedBy(name: PolicyName): string[] {
	const actions = readPolicy(name).Statement.flatMap(({ Action }) => Action);
	return actions.map((action) => action.replace(/^[a-z0-9-]+:/, "")).sort();
}
