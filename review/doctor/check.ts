import {
	type Access,
	credentialFailureKinds,
	type Failure,
	type FailureKind,
	isCognitoError,
} from "pulumi-cognito-feedback/internal/cognito";
import type { Aws, Principal } from "./aws.ts";

/** The configured rates, in requests per second. */
type Rates = Required<Omit<Access, "connection">>;

/** The input of a check. */
export interface Context extends Rates {
	readonly aws: Aws;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly nodeVersion: string;
}

export type Check = (context: Context) => Outcome | Promise<Outcome>;

export type Status = "ok" | "warning" | "failed" | "notChecked";

/** The destination of exported auth events. */
export type Destination = "CloudWatch Logs" | "Amazon S3" | "Amazon Data Firehose";

/** A file of additional certificate authorities. */
export interface CertificateFile {
	readonly variable: string;
	/** The file name without the folder, which may contain a person's name. */
	readonly file: string;
}

/** The account's quotas in requests per second, as far as Cognito returns them. */
export interface Quotas {
	readonly updates?: number;
	readonly reads?: number;
}

/** The checks that report failures of every request. */
export type Blocker = "certificates" | "connection" | "credentials" | "userPool";

/** The result of a check as data, without personal data. `review/terminal` words it. */
export type Finding =
	| { readonly kind: "failure"; readonly failure: Failure }
	| { readonly kind: "notPermitted" | "mayNotListUsers"; readonly action: string }
	/** The check did not run; another check reports why. */
	| { readonly kind: "blocked"; readonly by: Blocker }
	/** The server does not support the operation; the emulator supports few. */
	| { readonly kind: "unsupported"; readonly operation: string }
	/** Cognito is a local server, so AWS is not called. */
	| { readonly kind: "localEndpoint" | "connected"; readonly host: string }
	| { readonly kind: "nodeVersion" | "oldNode" | "pulumiVersion"; readonly version: string }
	| { readonly kind: "oldPulumi"; readonly version: string; readonly minimum: string }
	| { readonly kind: "pulumiMissing" | "pulumiFails" | "noProxy" | "noCertificateFiles" }
	| { readonly kind: "threatProtectionOff" | "noLogExport" }
	| { readonly kind: "mayListUsers" | "mayListAuthEvents" | "maySubmit" }
	| { readonly kind: "proxy"; readonly variable: string; readonly proxy: string }
	| { readonly kind: "proxyBypassed"; readonly variable: string; readonly host: string }
	| { readonly kind: "badProxy"; readonly variable: string }
	| { readonly kind: "certificateFiles"; readonly files: readonly CertificateFile[] }
	| ({ readonly kind: "unreadableCertificates" | "noCertificates" } & CertificateFile)
	| { readonly kind: "clock" | "wrongClock"; readonly secondsAhead: number }
	| { readonly kind: "identity"; readonly account: string; readonly principal: Principal }
	| { readonly kind: "region"; readonly region: string }
	| { readonly kind: "otherRegion"; readonly region: string; readonly configured: string }
	| { readonly kind: "replica"; readonly region: string; readonly replica: string }
	| { readonly kind: "featurePlan" | "otherPlan"; readonly plan: string }
	| { readonly kind: "threatProtection"; readonly mode: string }
	| { readonly kind: "mayNotSubmit"; readonly action: string; readonly decision: string }
	| { readonly kind: "cannotSimulate"; readonly principal: Principal }
	| { readonly kind: "logExport"; readonly destinations: readonly Destination[] }
	| ({ readonly kind: "quotas" } & Quotas)
	| ({ readonly kind: "lowQuotas" } & Quotas & Rates);

export interface Outcome {
	readonly status: Status;
	readonly finding: Finding;
}

export const ok = (finding: Finding): Outcome => ({ status: "ok", finding });
export const warning = (finding: Finding): Outcome => ({ status: "warning", finding });
export const failed = (finding: Finding): Outcome => ({ status: "failed", finding });
export const notChecked = (finding: Finding): Outcome => ({ status: "notChecked", finding });

const lostKinds = ["unreachable", "timeout", "connectionReset"] as const;

/** Failures whose detail comes from the network and not from a server. */
const networkKinds = [...lostKinds, "untrustedCertificate"] as const;

/** Temporary failures, which leave the check undecided: the same request may succeed a moment later. */
const temporaryKinds: readonly FailureKind[] = ["throttled", "internalError", "proxyFailed", ...lostKinds];

/** Failures of every request, by the check that reports them. */
const blockers: Readonly<Record<Blocker, readonly FailureKind[]>> = {
	certificates: ["invalidCaBundle"],
	connection: [...networkKinds, "proxyFailed", "plainHttp", "invalidEndpoint", "redirect", "foreignResponse"],
	credentials: credentialFailureKinds,
	userPool: ["noRegion", "notFound"],
};

/** The check that reports a failure of every request; `undefined` for other failures. */
export function blockerOf({ kind }: Failure): Blocker | undefined {
	return (Object.keys(blockers) as Blocker[]).find((by) => blockers[by].includes(kind));
}

/** The outcome of a failed request for a check that only adds information. */
export function inconclusive(error: unknown, service: "cognito-idp" | "iam" = "cognito-idp"): Outcome {
	const failure = failureOf(error);
	const { operation, kind, code } = failure;
	if (kind === "accessDenied") return notChecked({ kind: "notPermitted", action: `${service}:${operation}` });
	if (code === "UnknownOperationException") return notChecked({ kind: "unsupported", operation });
	return notChecked({ kind: "failure", failure });
}

/** The outcome of a failed request for a check of a requirement. @param denied The outcome without the permission. */
export function refused(failure: Failure, denied?: Outcome): Outcome {
	if (denied && failure.kind === "accessDenied") return denied;
	return (temporaryKinds.includes(failure.kind) ? notChecked : failed)({ kind: "failure", failure });
}

/**
 * The failure of a request without the server's message, which names the caller, often by an email address, and may repeat a
 * username.
 *
 * @throws any error other than the failure of a request
 */
export function failureOf(error: unknown): Failure {
	if (!isCognitoError(error)) throw error;
	const { detail, ...failure } = error.failure;
	return isCognitoError(error, ...networkKinds) && detail !== undefined ? { ...failure, detail } : failure;
}

/** Why the first request failed, if it did, and the check that reports this if no request can succeed. */
export async function firstFailure({
	aws,
}: Context): Promise<{ readonly failure?: Failure; readonly by?: Blocker | undefined }> {
	const failure = await aws.pool().then(() => undefined, failureOf);
	return failure ? { failure, by: blockerOf(failure) } : {};
}

/** Runs a check that only adds information, or makes no request if none can succeed. */
export async function onceReachable(
	context: Context,
	check: (context: Context) => Promise<Outcome>,
): Promise<Outcome> {
	const { by } = await firstFailure(context);
	if (by !== undefined) return notChecked({ kind: "blocked", by });
	return check(context).catch((error) => inconclusive(error));
}
