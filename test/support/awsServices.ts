import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { type EmulatorOptions, startEmulator } from "pulumi-cognito-feedback/emulator";
import { listen, loopbackHost } from "#provider/loopback/index";
import { closedAfterEach } from "./closedAfterEach.ts";

/** The response of a service. */
export interface ServiceResponse {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
}

/** The responses by operation. An emulator responds to Cognito's other operations. */
export type ServiceResponses = Readonly<
	Record<string, ServiceResponse | ((input: string) => ServiceResponse)>
>;

/** Cognito, AWS STS and IAM at one address on loopback. */
export interface AwsServices {
	readonly endpoint: string;
	/** The variables that make the AWS SDK call them. */
	readonly env: Readonly<Record<string, string>>;
	/** The number of calls of each operation. */
	readonly calls: Readonly<Record<string, number>>;
}

export const account = "123456789012";

export const json = (output: object): ServiceResponse => ({ body: JSON.stringify(output) });

/** An error of Cognito. */
export const refusal = (code: string, message: string): ServiceResponse => ({
	status: 400,
	body: JSON.stringify({ __type: code, message }),
});

/** An error of STS or IAM. */
export const queryRefusal = (code: string, message: string): ServiceResponse => ({
	status: 403,
	body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

/** A response of STS or IAM. */
export const query = (operation: string, result: string): ServiceResponse => ({
	body: `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
});

/** The credentials of a principal, such as `assumed-role/feedback/session`. */
export function signedInAs(principal: string, service = "sts"): ServiceResponse {
	const arn = `arn:aws:${service}::${account}:${principal}`;
	return query("GetCallerIdentity", `<Arn>${arn}</Arn><UserId>AIDA</UserId><Account>${account}</Account>`);
}

/** The decision of IAM. */
export function decides(decision: string): ServiceResponse {
	const action = "cognito-idp:AdminUpdateAuthEventFeedback";
	const member = `<EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision>`;
	return query(
		"SimulatePrincipalPolicy",
		`<IsTruncated>false</IsTruncated><EvaluationResults><member>${member}</member></EvaluationResults>`,
	);
}

/** A quota of this many requests per second. */
export const quotaOf = (ProvisionedLimitValue: number): ServiceResponse =>
	json({ Limit: { ProvisionedLimitValue, FreeLimitValue: 25 } });

const usual: ServiceResponses = {
	GetCallerIdentity: signedInAs("assumed-role/feedback/alice@example.com"),
	SimulatePrincipalPolicy: decides("allowed"),
	GetProvisionedLimit: quotaOf(50),
};

/** For a `describe`: starts these services, and closes them after each test. */
export function awsServices() {
	const closed = closedAfterEach();
	return async (responses: ServiceResponses = {}, options: EmulatorOptions = {}): Promise<AwsServices> => {
		const emulator = closed(await startEmulator(options));
		const calls: Record<string, number> = {};
		const all: ServiceResponses = { ...usual, ...responses };
		const server = createServer(async (request, response) => {
			const input = await text(request);
			const operation = operationOf(request, input);
			calls[operation] = (calls[operation] ?? 0) + 1;
			const known = all[operation];
			const result = known ?? (await forwarded(emulator.endpoint, request, input));
			const { status = 200, headers, body } = typeof result === "function" ? result(input) : result;
			response.writeHead(status, headers).end(body);
		});
		const { port } = closed(await listen(server, 0));
		const endpoint = `http://${loopbackHost}:${port}`;
		return { endpoint, env: { AWS_ENDPOINT_URL: endpoint }, calls };
	};
}

function operationOf({ headers }: IncomingMessage, input: string): string {
	const target = headers["x-amz-target"];
	return (
		(target === undefined ? new URLSearchParams(input).get("Action") : String(target).split(".")[1]) ?? ""
	);
}

async function forwarded(
	endpoint: string,
	{ headers }: IncomingMessage,
	body: string,
): Promise<ServiceResponse> {
	const passed = ["authorization", "content-type", "x-amz-target"].map((name) => [
		name,
		String(headers[name]),
	]);
	const response = await fetch(endpoint, { method: "POST", headers: Object.fromEntries(passed), body });
	return { status: response.status, body: await response.text() };
}
