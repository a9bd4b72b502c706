import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { FeedbackFileError } from "./feedbackFile/errors.ts";
import type { FileDecision } from "./feedbackFile/feedbackFile.ts";
import { readFeedbackFile } from "./feedbackFile/read.ts";

/** The content of a decisions file: the arguments of a set, and the Region to call. */
interface DeclaredFile {
	readonly userPoolId: string;
	readonly region?: string;
	readonly decisions: Readonly<Record<string, FileDecision>>;
}

/**
 * Reads the arguments of a set from a decisions file.
 *
 * @param path Relative to the project's folder.
 * @throws RunError, which Pulumi prints without a stack trace.
 */
export function readDecisionsFile(path: string): DeclaredFile {
	const folder = projectFolder();
	try {
		const { userPoolId, region, decisions, lines } = readFeedbackFile(resolve(folder, path));
		// The check compares the evidence and names its line; state keeps neither.
		const declared = [...decisions].map(([eventId, decision]) => [
			eventId,
			decision.evidence ? { ...decision, __place: `${path}:${lines.get(eventId)}` } : decision,
		]);
		return {
			userPoolId,
			...(region !== undefined && { region }),
			decisions: Object.fromEntries(declared),
		};
	} catch (error) {
		if (!(error instanceof FeedbackFileError)) throw error;
		throw new RunError(
			error.isMissing
				? `The decisions file ${path} does not exist in ${folder}. Create it with \`npx cognito-feedback decide\`; relative paths start at the folder of Pulumi.yaml.`
				: `Invalid decisions file:\n${error.message}`,
		);
	}
}

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Pulumi runs a program in the folder that `main` in `Pulumi.yaml` names, which may be below the project's. */
function projectFolder(): string {
	for (let folder = process.cwd(); ; folder = dirname(folder)) {
		if (projectFiles.some((name) => existsSync(join(folder, name)))) return folder;
		if (folder === dirname(folder)) return process.cwd();
	}
}
