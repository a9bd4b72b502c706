import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { EmulatorError } from "./error.ts";
import type { Input } from "./inputCheck.ts";
import type { OperationHandler } from "./operation.ts";
import type { EmulatorOperation } from "./operations.ts";
import { isOperation, isUnsigned, operations } from "./operations.ts";
import { isRecord } from "./values.ts";

/** An HTTP response of the protocol AWS JSON 1.1. */
export interface AwsResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** How much of the response is sent: all of it, half of its body, or nothing. Default: `whole`. */
	readonly delivery?: Delivery;
}

/** `reset` resets the connection; `never` keeps it open and sends nothing. */
export type Delivery = "whole" | "cut" | "reset" | "never";

const contentType = "application/x-amz-json-1.1";
const targetPrefix = "AWSCognitoIdentityProviderService.";

export interface NamedOperation {
	readonly name: EmulatorOperation;
	readonly run: OperationHandler;
}

/**
 * Gets the operation that a request names.
 *
 * @throws EmulatorError `UnknownOperationException` if it is not one of the emulator's
 */
export function operationOf(headers: IncomingHttpHeaders): NamedOperation {
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
		const known = Object.keys(operations)
			.join(", ")
			.replace(/, (?!.*, )/, " and ");
		throw new EmulatorError(
			"UnknownOperationException",
			`This emulator does not support the operation ${JSON.stringify(name)}. It supports ${known}.`,
		);
	}
	return { name, run: operations[name] };
}

/**
 * Checks the other headers that AWS requires. Signatures are not verified.
 *
 * @throws EmulatorError `MissingAuthenticationTokenException`, or `UnsupportedMediaTypeException` (HTTP 415)
 */
export function checkHeaders(headers: IncomingHttpHeaders, operation: EmulatorOperation): void {
	if (headers.authorization === undefined && !isUnsigned(operation)) {
		throw new EmulatorError(
			"MissingAuthenticationTokenException",
			"Missing Authentication Token: the header Authorization is missing. Any credentials work.",
		);
	}
	if (headers["content-type"]?.split(";")[0]?.trim().toLowerCase() !== contentType) {
		throw new EmulatorError(
			"UnsupportedMediaTypeException",
			`The header Content-Type must be ${contentType}.`,
			415,
		);
	}
}

/**
 * Parses the input in a request's body.
 *
 * @throws EmulatorError `SerializationException` if the body is not a JSON object
 */
export function inputOf(body: string): Input {
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		throw new EmulatorError("SerializationException", "The request body is not JSON.");
	}
	if (!isRecord(value)) {
		throw new EmulatorError("SerializationException", "The request body is not a JSON object.");
	}
	return value;
}

export function success(output: object): AwsResponse {
	return respond(200, output);
}

/** Converts an error to a response. An error other than {@link EmulatorError} becomes an `InternalErrorException`. */
export function failure(error: unknown): AwsResponse {
	const { status, code, message } =
		error instanceof EmulatorError ? error : new EmulatorError("InternalErrorException", describe(error));
	return respond(status, { __type: code, message }, { "x-amzn-errortype": code });
}

function describe(error: unknown): string {
	return `The emulator failed: ${error instanceof Error ? error.message : String(error)}`;
}

function respond(
	status: number,
	output: object,
	headers: Readonly<Record<string, string>> = {},
): AwsResponse {
	return {
		status,
		headers: { "content-type": contentType, "x-amzn-requestid": randomUUID(), ...headers },
		body: JSON.stringify(output),
	};
}
