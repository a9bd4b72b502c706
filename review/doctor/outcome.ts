import {
	credentialFailureKinds,
	type Failure,
	type FailureKind,
	isCognitoError,
} from "pulumi-cognito-feedback/internal/cognito";
import type { CheckId } from "./checkIds.ts";
import type { Principal } from "./identity.ts";

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

/** The result of a check as data, without personal data. `review/terminal` words it. */
export type Finding =
	/** A request failed. */
	| { readonly kind: "failure"; readonly failure: Failure }
	| { readonly kind: "notPermitted"; readonly action: string }
	/** The check did not run; another check reports why. */
	| { readonly kind: "blocked"; readonly by: CheckId }
	/** The server does not support the operation; the emulator supports few. */
	| { readonly kind: "unsupported"; readonly operation: string }
	/** Cognito is a local server, so AWS is not called. */
	| { readonly kind: "localEndpoint"; readonly host: string }
	| { readonly kind: "nodeVersion"; readonly version: string }
	| { readonly kind: "oldNode"; readonly version: string }
	| { readonly kind: "pulumiVersion"; readonly version: string }
	| { readonly kind: "oldPulumi"; readonly version: string; readonly minimum: string }
	| { readonly kind: "pulumiMissing" }
	| { readonly kind: "pulumiFails" }
	| { readonly kind: "noProxy" }
	| { readonly kind: "proxy"; readonly variable: string; readonly proxy: string }
	| { readonly kind: "proxyBypassed"; readonly variable: string; readonly host: string }
	| { readonly kind: "badProxy"; readonly variable: string }
	| { readonly kind: "noCertificateFiles" }
	| { readonly kind: "certificateFiles"; readonly files: readonly CertificateFile[] }
	| ({ readonly kind: "unreadableCertificates" } & CertificateFile)
	| ({ readonly kind: "noCertificates" } & CertificateFile)
	| { readonly kind: "connected"; readonly host: string }
	| { readonly kind: "clock" | "wrongClock"; readonly secondsAhead: number }
	| { readonly kind: "identity"; readonly account: string; readonly principal: Principal }
	| { readonly kind: "region"; readonly region: string }
	| { readonly kind: "otherRegion"; readonly region: string; readonly configured: string }
	| { readonly kind: "replica"; readonly region: string; readonly replica: string }
	| { readonly kind: "featurePlan"; readonly plan: string }
	| { readonly kind: "otherPlan"; readonly plan: string }
	| { readonly kind: "threatProtection"; readonly mode: string }
	| { readonly kind: "threatProtectionOff" }
	| { readonly kind: "mayListUsers" }
	| { readonly kind: "mayNotListUsers"; readonly action: string }
	| { readonly kind: "mayListAuthEvents" }
	| { readonly kind: "maySubmit" }
	| { readonly kind: "mayNotSubmit"; readonly action: string; readonly decision: string }
	| { readonly kind: "cannotSimulate"; readonly principal: Principal }
	| { readonly kind: "logExport"; readonly destinations: readonly Destination[] }
	| { readonly kind: "noLogExport" }
	| ({ readonly kind: "quotas" } & Quotas)
	| ({
			readonly kind: "lowQuotas";
			/** The configured rates. */
			readonly requestsPerSecond: number;
			readonly listingRequestsPerSecond: number;
	  } & Quotas);

export interface Outcome {
	readonly status: Status;
	readonly finding: Finding;
}

export const ok = (finding: Finding): Outcome => ({ status: "ok", finding });
export const warning = (finding: Finding): Outcome => ({ status: "warning", finding });
export const failed = (finding: Finding): Outcome => ({ status: "failed", finding });
export const notChecked = (finding: Finding): Outcome => ({ status: "notChecked", finding });

/** Failures of every request, by the check that reports them. */
const blockers: Partial<Readonly<Record<FailureKind, CheckId>>> = {
	...Object.fromEntries(credentialFailureKinds.map((kind) => [kind, "credentials"] as const)),
	noRegion: "userPool",
	notFound: "userPool",
	invalidCaBundle: "certificates",
	unreachable: "connection",
	proxyFailed: "connection",
	untrustedCertificate: "connection",
	connectionReset: "connection",
	timeout: "connection",
	plainHttp: "connection",
	invalidEndpoint: "connection",
	redirect: "connection",
	foreignResponse: "connection",
};

/** The check that reports a failure of every request; `undefined` for other failures. */
export function blockerOf(failure: Failure): CheckId | undefined {
	return blockers[failure.kind];
}

/** The outcome of a failed request for a check that only adds information. */
export function inconclusive(error: unknown, service: "cognito-idp" | "iam" = "cognito-idp"): Outcome {
	const { operation, kind, code } = failureOf(error);
	if (kind === "accessDenied") return notChecked({ kind: "notPermitted", action: `${service}:${operation}` });
	if (code === "UnknownOperationException") return notChecked({ kind: "unsupported", operation });
	return notChecked({ kind: "failure", failure: failureOf(error) });
}

/** Temporary failures, which leave the check undecided: the same request may succeed a moment later. */
const temporaryKinds: readonly FailureKind[] = [
	"throttled",
	"internalError",
	"timeout",
	"unreachable",
	"proxyFailed",
	"connectionReset",
];

/** Failures whose detail comes from the network and not from a server. */
const networkKinds: readonly FailureKind[] = [
	"unreachable",
	"timeout",
	"connectionReset",
	"untrustedCertificate",
];

/** The outcome of a failed request for a check of a requirement. */
export function refused(failure: Failure): Outcome {
	const finding: Finding = { kind: "failure", failure };
	return temporaryKinds.includes(failure.kind) ? notChecked(finding) : failed(finding);
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
