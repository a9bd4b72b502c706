import { explanationOf, type Failure } from "pulumi-cognito-feedback/internal/cognito";
import type { Exceeded } from "../report/failIf.ts";
import { range } from "../report/words/numbers.ts";
import { connectionWords } from "./messages.ts";

const action = "cognito-idp:DescribeRiskConfiguration";

/** Why the configuration of the pool is not rehearsed. */
export function notReadText(failure: Failure): string {
	const others = "Other configurations are rehearsed with `--risk-config`.";
	if (failure.kind === "accessDenied")
		return `The pool's own configuration is not rehearsed: the credentials lack the IAM action ${action}. ${others}`;
	const { what } = explanationOf(failure, connectionWords);
	return `The pool's own configuration is not rehearsed: ${what}. ${others}`;
}

export function exceededText({ name, most, figure, configuration }: Exceeded): string {
	return `${configuration}: ${name} is ${range(figure)}, more than ${most}`;
}

export const notRehearsedText =
	"a configuration was not rehearsed, so `--fail-if` cannot be decided; the report names the reason";
