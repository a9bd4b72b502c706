import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { EmulatorError } from "./error.ts";
import type { Input } from "./input.ts";
import type { EmulatorOperation } from "./operations.ts";
import { isOperation, isUnsigned, operations } from "./operations.ts";
import { isRecord } from "./values.ts";

/** An HTTP response of the protocol AWS JSON 1.1. */
export interface AwsResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/**
	 * How much of the response is sent: all of it, half of its body, or nothing. `reset` resets the connection; `never` keeps it
	 * open. Default: `whole`.
	 */
	readonly delivery?: "whole" | "cut" | "reset" | "never";
}

const contentType = "application/x-amz-json-1.1";
const targetPrefix = "AWSCognitoIdentityProviderService.";

/**
 * Gets the operation that a request names, and checks the other headers that AWS requires. Signatures are not verified.
 *
 * @throws EmulatorError `UnknownOperationException` if it is not one of the emulator's,
 *   `MissingAuthenticationTokenException`, or `UnsupportedMediaTypeException` (HTTP 415)
 */
export function operationOf(headers: IncomingHttpHeaders): EmulatorOperation {
	const target = String(headers["x-amz-target"] ?? "");
	if (!target.startsWith(targetPrefix)) {
		const found = target === "" ? "it is missing" : `found ${JSON.stringify(target)}`;
		throw new EmulatorError(
			"UnknownOperationException",
			`The header X-Amz-Target must be ${targetPrefix}<operation>; ${found}.`,
		);
	}
	const name = target.slice(targetPrefix.length);
	if (!isOperation(name)) {
		const known = new Intl.ListFormat("en-GB").format(Object.keys(operations));
		throw new EmulatorError(
			"UnknownOperationException",
			`This emulator does not support the operation ${JSON.stringify(name)}. It supports ${known}.`,
		);
	}
	if (headers.authorization === undefined && !isUnsigned(name))
		throw new EmulatorError(
			"MissingAuthenticationTokenException",
			"Missing Authentication Token: the header Authorization is missing. Any credentials work.",
		);
	if (headers["content-type"]?.split(";")[0]?.trim().toLowerCase() !== contentType)
		throw new EmulatorError(
			"UnsupportedMediaTypeException",
			`The header Content-Type must be ${contentType}.`,
			415,
		);
	return name;
}

/** @throws EmulatorError `SerializationException` if the body is not a JSON object */
export function inputOf(body: string): Input {
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		throw new EmulatorError("SerializationException", "The request body is not JSON.");
	}
	if (isRecord(value)) return value;
	throw new EmulatorError("SerializationException", "The request body is not a JSON object.");
}

/** Responds with an output, or with the body of an error. */
export function respond(output: object, status = 200, headers: AwsResponse["headers"] = {}): AwsResponse {
	return {
		status,
		headers: { "content-type": contentType, "x-amzn-requestid": randomUUID(), ...headers },
		body: JSON.stringify(output),
	};
}

/** Converts an error to a response. An error other than {@link EmulatorError} becomes an `InternalErrorException`. */
export function failure(error: unknown): AwsResponse {
	if (error instanceof EmulatorError) {
		const { status, code, message } = error;
		return respond({ __type: code, message }, status, { "x-amzn-errortype": code });
	}
	const reason = error instanceof Error ? error.message : String(error);
	return failure(new EmulatorError("InternalErrorException", `The emulator failed: ${reason}`));
}
