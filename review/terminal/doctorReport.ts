import { styleText } from "node:util";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import type { CheckResult } from "../doctor/examine.ts";
import type { Finding, Status } from "../doctor/outcome.ts";
import { adviceOn, titles } from "./doctorMessages.ts";

const labels: Readonly<Record<Status, string>> = {
	ok: "ok",
	warning: "warning",
	failed: "failed",
	notChecked: "not checked",
};

const styles = { ok: "green", warning: "yellow", failed: "red", notChecked: "dim" } as const;

/** Formats the checks as lines for a terminal, with a summary at the end. */
export function doctorReport(results: readonly CheckResult[]): string {
	const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
	const statusWidth = widest(Object.values(labels));
	const titleWidth = widest(Object.values(titles));
	const lines = results.flatMap(({ check, status, finding }) => {
		const { message, fix } = adviceOn(finding);
		const label = styleText(styles[status], labels[status]) + " ".repeat(statusWidth - labels[status].length);
		const indent = " ".repeat(statusWidth + titleWidth + 4);
		return [
			`${label}  ${titles[check].padEnd(titleWidth)}  ${printable(message)}`,
			...(fix === undefined ? [] : [`${indent}${printable(fix)}`]),
		];
	});
	const counts = countsOf(results);
	const summary = Object.entries(labels).map(([status, label]) => `${counts[status as Status]} ${label}`);
	return `${lines.join("\n")}\n\n${results.length} checks: ${summary.join(", ")}.\n`;
}

/** Formats the checks as JSON. Fields may be added, and none is removed. */
export function doctorJson(userPoolId: string, results: readonly CheckResult[]): string {
	const checks = results.map(({ check, status, finding }) => ({
		check,
		status,
		finding: finding.kind,
		details: detailsOf(finding),
		...adviceOn(finding),
	}));
	const report = { userPoolId, counts: countsOf(results), checks };
	const safe = (_key: string, value: unknown) => (typeof value === "string" ? printable(value) : value);
	return `${JSON.stringify(report, safe, 2)}\n`;
}

function countsOf(results: readonly CheckResult[]): Record<Status, number> {
	const count = (wanted: Status) => results.filter(({ status }) => status === wanted).length;
	return {
		ok: count("ok"),
		warning: count("warning"),
		failed: count("failed"),
		notChecked: count("notChecked"),
	};
}

function detailsOf({ kind: _, ...details }: Finding): object {
	if (!("failure" in details)) return details;
	const { kind, operation, code, status } = details.failure;
	return { failure: kind, operation, ...(code && { code }), ...(status && { status }) };
}
