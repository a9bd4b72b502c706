import type { AssumeRoleCommandInput, STSClientConfig } from "@aws-sdk/client-sts";
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from "@smithy/core";
import type { AssumeRole } from "./assumeRole.ts";
import { secondsOf } from "./assumeRole.ts";
import { kindOfThrown } from "./classify.ts";
import type { SdkClient, SigningIdentity } from "./clientMiddleware.ts";
import { markFailures, refusePlainHttp, signingIdentity } from "./clientMiddleware.ts";
import type { AccountLimits } from "./cognitoError.ts";
import type { Connection } from "./connection.ts";
import { AccountError, toCredentialsError } from "./credentials.ts";
import { omitUndefined } from "./values.ts";

/** A function by which a client of the AWS SDK gets credentials. */
type Provider = () => Promise<SigningIdentity>;

/** The client settings that also apply to AWS STS, so that it is called the same way. */
export type ClientSettings = Required<Pick<STSClientConfig, "region" | "requestHandler">>;

/**
 * The credentials of a connection: its keys, or those of the AWS SDK's default chain; then its roles, each assumed with the
 * credentials of the one before. They are renewed before they expire.
 */
export function connectionCredentials(
	{ keys, assumeRoles = [], allowPlainHttp }: Connection,
	chain: Provider,
	parentClientConfig: ClientSettings,
): Provider {
	const { getDefaultRoleAssumer } = loadSts();
	const assumers = assumeRoles.map((role) => {
		const assume = getDefaultRoleAssumer({ parentClientConfig }, [
			{ applyToStack: (middlewareStack) => allowPlainHttp || refusePlainHttp({ middlewareStack }) },
		]);
		return (source: SigningIdentity) => assume(source, toInput(role));
	});
	const provide: Provider = async () => {
		let identity = keys ?? (await chain());
		for (const assume of assumers) identity = await assume(identity);
		return identity;
	};
	return memoizeIdentityProvider(provide, isIdentityExpired, doesIdentityRequireRefresh) ?? provide;
}

/** The request to assume a role. */
function toInput(role: AssumeRole): AssumeRoleCommandInput {
	const { roleArn, sessionName = "pulumi-cognito-feedback", duration, policyArns, tags } = role;
	return {
		RoleArn: roleArn,
		RoleSessionName: sessionName,
		...omitUndefined({
			DurationSeconds: duration === undefined ? undefined : secondsOf(duration),
			ExternalId: role.externalId,
			Policy: role.policy,
			PolicyArns: policyArns?.map((arn) => ({ arn })),
			SourceIdentity: role.sourceIdentity,
			Tags: tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
			TransitiveTagKeys: role.transitiveTagKeys && [...role.transitiveTagKeys],
		}),
	};
}

/**
 * Makes a client check the account of its credentials before it sends a request, and fail if that account must not be called.
 * It asks AWS STS once for all clients that share `accounts`, and again when credentials are renewed.
 *
 * @param accounts The account of each access key, as far as checked.
 */
export function limitAccounts(
	client: SdkClient,
	{ profile, allowPlainHttp, allowedAccountIds, forbiddenAccountIds }: Connection,
	accounts: Map<string, Promise<string>>,
): void {
	const limits: AccountLimits = omitUndefined({ allowed: allowedAccountIds, forbidden: forbiddenAccountIds });
	const accountOf = markFailures(
		async (identity: SigningIdentity) => {
			const { GetCallerIdentityCommand, STSClient } = loadSts();
			const { region, requestHandler } = client.config;
			const sts = new STSClient({ credentials: identity, region, requestHandler });
			if (!allowPlainHttp) refusePlainHttp(sts);
			const { Account = "" } = await sts.send(new GetCallerIdentityCommand({}));
			return Account;
		},
		(error) => toCredentialsError(error, kindOfThrown(error), profile),
	);
	client.middlewareStack.add(
		(next, context) => async (args) => {
			const identity = signingIdentity(context);
			if (!identity) return next(args);
			const { accessKeyId } = identity;
			const asked = accounts.get(accessKeyId) ?? accountOf(identity);
			accounts.set(accessKeyId, asked);
			const account = await asked.catch((error: unknown) => {
				accounts.delete(accessKeyId);
				throw error;
			});
			const { allowed, forbidden = [] } = limits;
			if (forbidden.includes(account) || !(allowed ?? [account]).includes(account))
				throw new AccountError(account, limits);
			return next(args);
		},
		{ step: "build", name: "limitAccounts" },
	);
}

/** Loads the SDK of AWS STS, which most programs do not need. */
function loadSts(): typeof import("@aws-sdk/client-sts") {
	return require("@aws-sdk/client-sts");
}
