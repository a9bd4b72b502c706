import type { AccountLimits, CredentialFailureKind, Failure, FailureKind } from "./cognitoError.ts";

/** A failure of the AWS SDK or a service to provide credentials, before any request to Cognito was signed. */
export class CredentialsError extends Error {
	override readonly name = "CredentialsError";
	readonly kind: CredentialFailureKind;
	/** The SDK's error. It may contain a profile, a role or a path, and is not printed. */
	override readonly cause: unknown;

	constructor(kind: CredentialFailureKind, cause: unknown) {
		super(kind);
		this.kind = kind;
		this.cause = cause;
	}
}

/** The credentials belong to an account that must not be called. */
export class AccountError extends CredentialsError {
	readonly accounts: Failure["accounts"];

	constructor(actual: string, limits: AccountLimits) {
		super("wrongAccount", undefined);
		this.accounts = { actual, ...limits };
	}
}

/** A profile of the AWS configuration files. */
type Profile = Readonly<Record<string, string | undefined>>;

/**
 * Finds the reason why there are no credentials.
 *
 * @param thrown What the SDK threw. If no source provides credentials, the SDK reports only that, and not why.
 * @param kind The kind of failure, judged by the error alone.
 * @param selected The configured profile. Default: the environment's.
 */
export async function toCredentialsError(
	thrown: unknown,
	kind: FailureKind,
	selected = process.env.AWS_PROFILE,
): Promise<CredentialsError> {
	return new CredentialsError(await reasonFor(thrown, kind, selected), thrown);
}

async function reasonFor(
	thrown: unknown,
	kind: FailureKind,
	selected: string | undefined,
): Promise<CredentialFailureKind> {
	if (kind === "badCredentials" || kind === "badSignature") return kind;
	const { name, message, $metadata } = Object(thrown) as {
		readonly name?: unknown;
		readonly message?: unknown;
		readonly $metadata?: { readonly httpStatusCode?: number };
	};
	const text = String(message);
	if (unreachable.includes(kind) || Number($metadata?.httpStatusCode) >= 500 || connectionFailure.test(text))
		return "credentialsUnreachable";
	if (kind !== "noCredentials" && name !== "TypeError") return "credentialsRefused";
	// The SDK returns the response of IAM Identity Center as text.
	if (/^ForbiddenException|No access|insufficient permissions/.test(text)) return "credentialsRefused";
	return profileFailure(selected);
}

const unreachable: readonly FailureKind[] = [
	"unreachable",
	"timeout",
	"connectionReset",
	"throttled",
	"foreignResponse",
	"redirect",
	"invalidEndpoint",
	"untrustedCertificate",
];

const connectionFailure =
	/\b(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|ETIMEDOUT|[A-Z_]*CERT[A-Z_]*)\b/;

/** Why the selected profile, or one that it takes its credentials from, provides none. */
async function profileFailure(selected: string | undefined): Promise<CredentialFailureKind> {
	const { loadSharedConfigFiles, loadSsoSessionData } = loadConfig();
	const { configFile, credentialsFile } = await loadSharedConfigFiles();
	const profiles: Readonly<Record<string, Profile>> = merge(configFile, credentialsFile);
	const visited = new Set<string>();
	for (let name = selected ?? "default"; !visited.has(name); ) {
		visited.add(name);
		const profile = profiles[name];
		if (!profile) return name === "default" && selected === undefined ? "noCredentials" : "unknownProfile";
		if (profile.mfa_serial !== undefined) return "mfaRequired";
		if (profile.sso_session !== undefined || profile.sso_start_url !== undefined) {
			const { sso_session: session } = profile;
			if (session !== undefined && !(session in (await loadSsoSessionData()))) return "unknownSsoSession";
			return "ssoSignedOut";
		}
		if (profile.login_session !== undefined) return "loginExpired";
		if (profile.credential_process !== undefined && profile.role_arn === undefined)
			return "credentialProcessFailed";
		if (profile.source_profile === undefined) return "noCredentials";
		name = profile.source_profile;
	}
	return "noCredentials";
}

function merge(...files: readonly Readonly<Record<string, Profile>>[]): Record<string, Profile> {
	const merged: Record<string, Profile> = {};
	for (const file of files)
		for (const [name, profile] of Object.entries(file)) merged[name] = { ...merged[name], ...profile };
	return merged;
}

/** Loads the SDK's module that reads the configuration files. */
function loadConfig(): typeof import("@smithy/core/config") {
	return require("@smithy/core/config");
}
