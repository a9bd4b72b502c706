import {
	type AuthEvent,
	type ConnectionWords,
	type EventRef,
	evidenceLine,
	evidenceOf,
	explain,
	explainNotFound,
	isCognitoError,
	type LookUp,
	subjectOf,
} from "pulumi-cognito-feedback/internal/cognito";
import type { UserFailure } from "../listing/listPool.ts";

/** How the options of the command set what a failure depends on. */
export const connectionWords: ConnectionWords = {
	again: "Run the command again.",
	region: "Add `--region <region>`",
	profile: "`--profile <name>`",
	timeout: "`--request-timeout 60`",
	plainHttp: "`--allow-plain-http`",
	endpoint: "`--endpoint`",
	endlessPages: "Run the command again, or name the users with `--username`.",
};

/** An error as the command prints it. */
export function errorMessage(error: unknown): string {
	if (isCognitoError(error)) return `${subjectOf(error.failure)}: ${explain(error.failure, connectionWords)}`;
	return error instanceof Error ? error.message : String(error);
}

/** Why an event was not found. */
export function missingText(event: EventRef, missing: Exclude<LookUp, { outcome: "found" }>): string {
	if (missing.outcome === "notFound") return explainNotFound(event, missing, connectionWords);
	return `${subjectOf(event)}: ${explain(missing.error.failure, connectionWords)}`;
}

/** What went wrong with one of the users. */
export function userFailureText({ error, position }: UserFailure): string {
	const which = position ? `user ${position.number} of ${position.of}: ` : "";
	return `${which}${errorMessage(error)}`;
}

/** What Cognito knows of an event, in a line for whoever reviews the decisions file. */
export function evidenceText(event: AuthEvent): string | undefined {
	return evidenceLine(evidenceOf(event, "full") ?? {});
}
