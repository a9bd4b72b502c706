import { setTimeout as wait } from "node:timers/promises";
import { userPoolArn } from "../../cognito/arn.ts";
import type { AwsResponse } from "../awsJson.ts";
import { failure, respond } from "../awsJson.ts";
import { EmulatorError } from "../error.ts";
import type { EmulatorFaultRule, EmulatorRequest } from "./rule.ts";
import { takesEffect } from "./rule.ts";

/**
 * Responds to a request with a fault.
 *
 * @param carryOut carries out the operation and returns its response
 * @param closing ends the delay of a slow response
 */
export async function faultyResponse(
	rule: EmulatorFaultRule,
	request: EmulatorRequest,
	carryOut: () => Promise<AwsResponse>,
	closing: AbortSignal,
): Promise<AwsResponse> {
	const response = takesEffect(rule) ? await carryOut().catch(failure) : respond({});
	switch (rule.fault) {
		case "throttled":
			return refusal("TooManyRequestsException", "Rate exceeded");
		case "internalError":
			return refusal("InternalErrorException", "Something went wrong");
		case "expiredCredentials":
			return refusal("ExpiredTokenException", "The security token included in the request is expired");
		case "operationNotEnabled":
			return refusal(
				"OperationNotEnabledException",
				`${request.operation} is not enabled for this user pool in this Region.`,
			);
		case "accessDenied":
			return refusal("AccessDeniedException", notAuthorized(request));
		case "reset":
			return { ...response, delivery: "reset" };
		case "silence":
			return { ...response, delivery: "never" };
		case "cutShort":
			return { ...response, delivery: "cut" };
		case "badJson":
			return { ...response, body: `${response.body.slice(0, -1)},` };
		case "proxyError":
			return rule.status === 503 ? page(503, "Service Unavailable") : page(502, "Bad Gateway");
		case "redirect":
			return page(302, "Found", { location: rule.location ?? "https://login.example.com/" });
		case "slow":
			await wait(rule.delay, undefined, { signal: closing });
			// With `takesEffect: false`, it is carried out only after the delay, as if a proxy held up the request.
			return takesEffect(rule) ? response : carryOut();
	}
}

function refusal(code: string, message: string): AwsResponse {
	return failure(new EmulatorError(code, message));
}

/** The message of IAM. */
function notAuthorized({ operation, input }: EmulatorRequest): string {
	const poolId = String(input.UserPoolId);
	const resource = userPoolArn(poolId, poolId.split("_")[0], "123456789012");
	return `User: arn:aws:iam::123456789012:user/reviewer is not authorized to perform: cognito-idp:${operation} on resource: ${resource} because no identity-based policy allows the cognito-idp:${operation} action`;
}

function page(status: number, title: string, headers: AwsResponse["headers"] = {}): AwsResponse {
	return {
		status,
		headers: { "content-type": "text/html", ...headers },
		body: `<html>\n<head><title>${status} ${title}</title></head>\n<body><h1>${status} ${title}</h1></body>\n</html>\n`,
	};
}
