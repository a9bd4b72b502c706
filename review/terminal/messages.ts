import {
	type ConnectionWords,
	type EventRef,
	explain,
	explainNotFound,
	explanationOf,
	type Failure,
	isCognitoError,
	type LookUp,
	subjectOf,
} from "pulumi-cognito-feedback/internal/cognito";
import type { UserFailure, UserPosition } from "../listing/listPool.ts";
import type { Exceeded } from "../report/failIf.ts";
import { counted, range } from "../report/words/numbers.ts";
import { NoFilesError } from "../sources/files.ts";
import { QueryQuotaError } from "../sources/insights/queries.ts";
import { SourceNameError } from "../sources/open.ts";
import { ArchiveTooLargeError } from "../sources/s3/source.ts";
import { sizeText } from "./readingMessages.ts";

/** The options of the command that a failure depends on. */
export const connectionWords: ConnectionWords = {
	again: "Run the command again.",
	region: "Add `--region <region>`",
	regionOverride: "`--region`",
	profile: "`--profile <name>`",
	timeout: "`--request-timeout 60`",
	plainHttp: "`--allow-plain-http`",
	endpoint: "`--endpoint`",
	endlessPages: "Run the command again, or name the users with `--username`.",
};

export function errorMessage(error: unknown): string {
	if (isCognitoError(error)) return `${subjectOf(error.failure)}: ${explain(error.failure, connectionWords)}`;
	if (error instanceof NoFilesError)
		return `${error.message}: no such file or folder, and no file matches it as a pattern`;
	if (error instanceof SourceNameError) return `--from ${error.message}: expected ${error.expected}`;
	if (error instanceof ArchiveTooLargeError)
		return `the objects have ${sizeText(error.bytes)} in total; the limit is ${sizeText(error.limit)}. Narrow the prefix or set --since, or select the lines with Amazon Athena first.`;
	if (error instanceof QueryQuotaError)
		return "the account has reached its limit of concurrent CloudWatch Logs Insights queries. Run the command again when others have ended.";
	return error instanceof Error ? error.message : String(error);
}

export function missingText(event: EventRef, missing: Exclude<LookUp, { outcome: "found" }>): string {
	if (missing.outcome === "notFound") return explainNotFound(event, missing, connectionWords);
	return `${subjectOf(event)}: ${explain(missing.error.failure, connectionWords)}`;
}

export function userFailureText({ error, position }: UserFailure): string {
	return `${position ? `${positionText(position)}: ` : ""}${errorMessage(error)}`;
}

/** Words the failures of users, one per line; further ones are counted. */
export function userFailureTexts(failures: readonly UserFailure[]): string[] {
	const lines = failures.slice(0, maxFailures).map(userFailureText);
	const rest = failures.length - lines.length;
	return rest > 0 ? [...lines, `and ${counted(rest, "more user")} could not be listed`] : lines;
}

export function sameUserText([one, other]: readonly [UserPosition, UserPosition]): string {
	return `${positionText(other)} is the same user as ${positionText(one)}, under another name; each event is listed once.`;
}

const maxFailures = 20;

function positionText({ number, of }: UserPosition): string {
	return of === undefined ? `user ${number} of the pool` : `user ${number} of ${of}`;
}

/** Words the reason why the pool's configuration is not rehearsed. */
export function notReadText(failure: Failure): string {
	const others = "Other configurations are rehearsed with `--risk-config`.";
	if (failure.kind === "accessDenied")
		return `The pool's own configuration is not rehearsed: the credentials lack the IAM action cognito-idp:DescribeRiskConfiguration. ${others}`;
	const { what } = explanationOf(failure, connectionWords);
	return `The pool's own configuration is not rehearsed: ${what}. ${others}`;
}

export function exceededText({ name, most, figure, configuration }: Exceeded): string {
	return `${configuration}: ${name} is ${range(figure)}, more than ${most}`;
}

export const notRehearsedText =
	"a configuration was not rehearsed, so `--fail-if` cannot be decided; the report names the reason";
