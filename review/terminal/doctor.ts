import { styleText } from "node:util";
import type { Command } from "commander";
import { explanationOf, type Failure, printable } from "pulumi-cognito-feedback/internal/cognito";
import { Aws, type Principal } from "../doctor/aws.ts";
import type { Finding, Quotas, Status } from "../doctor/check.ts";
import type { CheckId, CheckResult } from "../doctor/examine.ts";
import { counted } from "../report/words/numbers.ts";
import { type AccessOptions, accessOf, addAccessOptions } from "./access.ts";
import { field } from "./arguments.ts";
import { connectionWords } from "./messages.ts";
import { printableJson } from "./table.ts";

interface DoctorOptions extends AccessOptions {
	readonly userPoolId: string;
	readonly json?: boolean;
}

export function addDoctor(program: Command): void {
	const command = program
		.command("doctor")
		.description("check credentials, permissions, the user pool and this machine, without changing anything")
		.requiredOption("--user-pool-id <id>", "ID of the user pool", field("userPoolId"))
		.option("--json", "print the checks as JSON");
	addAccessOptions(command).action(doctor);
}

async function doctor(options: DoctorOptions): Promise<void> {
	// Loaded here, so that other commands start without it.
	const { examine } = await import("../doctor/examine.ts");
	const { userPoolId, json } = options;
	const { connection, ...rates } = accessOf(options);
	const { env, versions } = process;
	const aws = new Aws(connection, userPoolId);
	const results = await examine({ aws, env, nodeVersion: versions.node, ...rates });
	process.stdout.write(json ? doctorJson(userPoolId, results) : doctorReport(results));
	if (results.some(({ status }) => status === "failed")) process.exitCode = 1;
}

const statuses = {
	ok: { label: "ok", style: "green" },
	warning: { label: "warning", style: "yellow" },
	failed: { label: "failed", style: "red" },
	notChecked: { label: "not checked", style: "dim" },
} as const satisfies Record<Status, object>;

/** Formats the checks as lines for a terminal, with a summary at the end. */
function doctorReport(results: readonly CheckResult[]): string {
	const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
	const statusWidth = widest(Object.values(statuses).map(({ label }) => label));
	const titleWidth = widest(results.map(({ check }) => titleOf(check)));
	const lines = results.flatMap(({ check, status, finding }) => {
		const { message, fix } = adviceOn(finding);
		const { label, style } = statuses[status];
		const padded = styleText(style, label) + " ".repeat(statusWidth - label.length);
		const indent = " ".repeat(statusWidth + titleWidth + 4);
		return [
			`${padded}  ${titleOf(check).padEnd(titleWidth)}  ${printable(message)}`,
			...(fix === undefined ? [] : [`${indent}${printable(fix)}`]),
		];
	});
	const counts = Object.values(countsOf(results));
	const summary = Object.values(statuses).map(({ label }, index) => `${counts[index]} ${label}`);
	return `${lines.join("\n")}\n\n${results.length} checks: ${summary.join(", ")}.\n`;
}

/** Formats the checks as JSON. Fields may be added, and none is removed. */
function doctorJson(userPoolId: string, results: readonly CheckResult[]): string {
	const checks = results.map(({ check, status, finding }) => ({
		check,
		status,
		finding: finding.kind,
		details: detailsOf(finding),
		...adviceOn(finding),
	}));
	return printableJson({ userPoolId, counts: countsOf(results), checks });
}

function countsOf(results: readonly CheckResult[]): Record<string, number> {
	const count = (wanted: string) => results.filter(({ status }) => status === wanted).length;
	return Object.fromEntries(Object.keys(statuses).map((status) => [status, count(status)]));
}

function detailsOf({ kind: _, ...details }: Finding): object {
	if (!("failure" in details)) return details;
	const { kind, operation, code, status } = details.failure;
	return { failure: kind, operation, ...(code && { code }), ...(status && { status }) };
}

const capitalized = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The names of programs; other checks are titled by their IDs: `logExport` is "Log export". */
const programs: Partial<Readonly<Record<CheckId, string>>> = { node: "Node.js", pulumi: "Pulumi CLI" };
const titleOf = (check: CheckId) =>
	programs[check] ?? capitalized(check.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

type Words = {
	readonly [Kind in Exclude<Finding["kind"], "failure">]: (finding: Finding & { kind: Kind }) => string;
};

const messages: Words = {
	notPermitted: ({ action }) => `The credentials are not permitted to call ${action}.`,
	blocked: ({ by }) => `Depends on the check "${titleOf(by)}".`,
	unsupported: ({ operation }) => `The server does not support ${operation}.`,
	localEndpoint: ({ host }) => `Cognito is a local server (${host}), so AWS STS and IAM are not called.`,
	nodeVersion: ({ version }) => `Node.js ${version}.`,
	oldNode: ({ version }) => `Node.js ${version} is too old.`,
	pulumiVersion: ({ version }) => `Pulumi ${version}.`,
	oldPulumi: ({ version, minimum }) => `Pulumi ${version} is older than ${minimum}.`,
	pulumiMissing: () => "`pulumi` is not on PATH.",
	pulumiFails: () => "`pulumi version` failed.",
	noProxy: () => "HTTPS_PROXY is not set.",
	proxy: ({ variable, proxy }) => `${variable} names ${proxy}.`,
	proxyBypassed: ({ variable, host }) => `${variable} is set, but not for ${host}.`,
	badProxy: ({ variable }) => `${variable} is not an http or https URL.`,
	noCertificateFiles: () => "Only the certificate authorities of Node.js are trusted.",
	certificateFiles: ({ files }) => files.map(({ variable, file }) => `${variable} adds ${file}.`).join(" "),
	unreadableCertificates: ({ variable, file }) => `${variable} names ${file}, which cannot be read.`,
	noCertificates: ({ variable, file }) => `${variable} names ${file}, which contains no PEM certificate.`,
	connected: ({ host }) => `${host} responds.`,
	// The header has whole seconds, and the response took some time.
	clock: ({ secondsAhead }) =>
		Math.abs(secondsAhead) < 10
			? "The clock agrees with the server's."
			: `The clock is ${seconds(secondsAhead)} of the server's.`,
	wrongClock: ({ secondsAhead }) =>
		`The clock is ${seconds(secondsAhead)} of the server's; AWS rejects signatures that are more than 5 minutes off.`,
	identity: ({ account, principal }) => `Account ${account}, ${principalText(principal)}.`,
	region: ({ region }) => `Found in ${region}.`,
	otherRegion: ({ region, configured }) =>
		`Found in ${region}, the Region in the pool ID; the configured Region ${configured} is not used.`,
	replica: ({ region, replica }) =>
		`Requests for ${region} reach a replica in ${replica}, which supports fewer operations.`,
	featurePlan: ({ plan }) => `${plan} includes threat protection.`,
	otherPlan: ({ plan }) => `${plan} does not include threat protection.`,
	threatProtection: ({ mode }) => modes[mode] ?? `The mode is ${mode}.`,
	threatProtectionOff: () => "Threat protection is off, so sign-ins are not rated.",
	mayListUsers: () => "Permitted.",
	mayNotListUsers: ({ action }) => `The credentials are not permitted to call ${action}.`,
	mayListAuthEvents: () => "Permitted.",
	maySubmit: () => "Permitted, according to IAM.",
	mayNotSubmit: ({ action, decision }) =>
		`IAM does not allow ${action} (${decision}); \`pulumi preview\` works without it, \`pulumi up\` does not.`,
	cannotSimulate: ({ principal }) => `IAM cannot simulate the policies of ${principalText(principal)}.`,
	logExport: ({ destinations }) => `Auth events go to ${destinations.join(", ")}.`,
	noLogExport: () => "Auth events are not exported; Cognito alone keeps them, and deletes old ones.",
	quotas: (quotas) => `${quotaText(quotas)}.`,
	lowQuotas: ({ requestsPerSecond, listingRequestsPerSecond, ...quotas }) =>
		`${quotaText(quotas)}, less than the configured ${requestsPerSecond} and ${listingRequestsPerSecond}.`,
};

/** How to fix what was found. */
const fixes: Partial<Words> = {
	notPermitted: ({ action }) => `Grant the IAM action ${action}.`,
	oldNode: () => "Install Node.js 22.12 or newer and put it first on PATH.",
	oldPulumi: () => "Install a newer Pulumi CLI: https://www.pulumi.com/docs/install/.",
	pulumiMissing: () =>
		"Install the Pulumi CLI where you run `pulumi up`: https://www.pulumi.com/docs/install/.",
	pulumiFails: () => "Run `pulumi version` and follow its error message.",
	badProxy: ({ variable }) => `Set ${variable} to a URL such as http://proxy.example.com:3128.`,
	unreadableCertificates: ({ variable }) => `Correct the path in ${variable}, or unset it.`,
	noCertificates: ({ variable }) => `Set ${variable} to a file of certificates in PEM format.`,
	wrongClock: () => "Synchronize the clock of this machine.",
	otherRegion: ({ region }) => `Set the Region to ${region}, or check the pool ID.`,
	replica: ({ region }) =>
		`Check \`--region\` and \`--endpoint\`, and call the primary user pool in ${region}.`,
	otherPlan: () => "Switch the user pool to the Plus feature plan.",
	threatProtectionOff: () =>
		"Set threat protection to audit-only or full-function mode; only later sign-ins are rated.",
	mayNotListUsers: ({ action }) => `Grant the IAM action ${action}, or name the users with \`--username\`.`,
	mayNotSubmit: ({ action, decision }) =>
		decision === "explicitDeny"
			? `Remove the statement that denies ${action}.`
			: `Grant the IAM action ${action}.`,
	noLogExport: () =>
		"To keep them, set a destination for `userAuthEvents` in the log streaming of the user pool.",
	lowQuotas: () =>
		"Lower `cognito-feedback:requestsPerSecond` or `listingRequestsPerSecond`; AWS can raise only UserResourceRead.",
};

const modes: Readonly<Record<string, string>> = {
	AUDIT: "Audit-only mode.",
	ENFORCED: "Full-function mode.",
};

/** The finding of a check, and how to fix it. */
function adviceOn(finding: Finding): { readonly message: string; readonly fix?: string | undefined } {
	if (finding.kind === "failure") return failureAdvice(finding.failure);
	const { kind } = finding;
	// The compiler cannot infer that the words belong to the kind.
	const worded = (words: Partial<Words>) =>
		(words[kind] as ((finding: Finding) => string) | undefined)?.(finding);
	return { message: worded(messages) ?? "", fix: worded(fixes) };
}

/** Failures whose explanation would quote the server. */
const quoting: readonly Failure["kind"][] = ["invalidParameter", "notAuthorized", "throttled", "unexpected"];

function failureAdvice(failure: Failure): ReturnType<typeof adviceOn> {
	const { kind, operation, code = "an error", userPoolId } = failure;
	if (kind === "notFound")
		return {
			message: `The user pool ${userPoolId} does not exist in this account and Region.`,
			fix: "Check the pool ID, and that the credentials belong to the account that owns the pool.",
		};
	if (kind === "accessDenied") return { message: `AWS denied ${operation} (${code}).` };
	if (quoting.includes(kind))
		return { message: `${operation} failed (${code}).`, fix: connectionWords.again };
	const { what, remedy } = explanationOf(failure, connectionWords);
	return { message: `${capitalized(what)}.`, fix: remedy };
}

const principals: Readonly<Record<Exclude<Principal["type"], "role">, string>> = {
	user: "an IAM user",
	root: "the root user",
	federatedUser: "a federated user",
	other: "a principal of another type",
};

function principalText(principal: Principal): string {
	return principal.type === "role" ? `role ${principal.role}` : principals[principal.type];
}

function quotaText({ updates, reads }: Quotas): string {
	const known = [
		updates !== undefined && `UserResourceUpdate ${updates}`,
		reads !== undefined && `UserResourceRead ${reads}`,
	];
	return `${known.filter(Boolean).join(" and ")} requests per second`;
}

function seconds(ahead: number): string {
	return `${counted(Math.abs(ahead), "second")} ${ahead < 0 ? "behind" : "ahead"}`;
}
