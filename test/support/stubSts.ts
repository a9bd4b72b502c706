import { type CountingServer, countingServers } from "./countingServer.ts";

/** A response of AWS STS: an error by its code, or credentials. */
export interface StsResponse {
	readonly status: number;
	readonly code?: string;
}

/** An AWS configuration file with a profile that assumes a role with the keys of another. */
export function roleProfile(name: string): string {
	return `[profile ${name}]
role_arn = arn:aws:iam::123456789012:role/reviewer
source_profile = keys
region = eu-central-1
[profile keys]
aws_access_key_id = test
aws_secret_access_key = test
`;
}

/** For a `describe`: starts a stub of AWS STS on loopback, and makes the AWS SDK call it until the end of each test. */
export function stubSts(): (response: StsResponse) => Promise<CountingServer> {
	const start = countingServers();
	afterEach(() => {
		delete process.env.AWS_ENDPOINT_URL_STS;
	});
	return async ({ status, code }) => {
		const server = await start((_, response) => {
			response.writeHead(status, { "content-type": "text/xml" }).end(code ? errorOf(code) : roleCredentials);
		});
		process.env.AWS_ENDPOINT_URL_STS = server.endpoint;
		return server;
	};
}

/** A call of AWS STS: its parameters, and the access key that it was signed with. */
export interface StsCall extends Readonly<Record<string, string>> {
	readonly Action: string;
	readonly signedBy: string;
}

/**
 * For a `describe`: while its tests run, the AWS SDK calls a stub of AWS STS on loopback that issues credentials for any role,
 * with an access key that ends with the role's name, all in one account. Returns its calls.
 */
export function stubRoles(account: string): () => readonly StsCall[] {
	const start = countingServers();
	let calls: StsCall[] = [];
	beforeEach(async () => {
		calls = [];
		const { endpoint } = await start(({ headers }, response, body) => {
			const parameters = Object.fromEntries(new URLSearchParams(body)) as { readonly Action: string };
			const call: StsCall = { ...parameters, signedBy: accessKeyOf(headers.authorization) };
			calls.push(call);
			const role = call.RoleArn?.split("/").at(-1);
			response
				.setHeader("content-type", "text/xml")
				.end(role === undefined ? identityIn(account) : roleCredentials.replace("ASIAROLE", `ASIA-${role}`));
		});
		process.env.AWS_ENDPOINT_URL_STS = endpoint;
	});
	afterEach(() => {
		delete process.env.AWS_ENDPOINT_URL_STS;
	});
	return () => calls;
}

/** The access key that a request was signed with. */
export function accessKeyOf(authorization = ""): string {
	return /Credential=([^/]+)/.exec(authorization)?.[1] ?? "";
}

function identityIn(account: string): string {
	return `<GetCallerIdentityResponse ${namespace}><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/somebody</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

/** An error as AWS STS returns it. */
export function errorOf(code: string): string {
	return `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>User: arn:aws:iam::123456789012:user/canary-person is not authorized to perform: sts:AssumeRole</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
}

export const roleCredentials = `<AssumeRoleResponse ${namespace}><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROA:session</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/reviewer/session</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`;
