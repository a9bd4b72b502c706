import type { ServerErrorResponse } from "@grpc/grpc-js";
import { Metadata, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { printableLines } from "../../cognito/printable.ts";
import { StepError } from "../stepError.ts";
import type { StepPartialFailure } from "../steps.ts";

/** A partial failure of a step: state is to keep the resource with these properties. */
export class ProtocolPartialFailure extends Error {
	readonly failure: StepPartialFailure;
	readonly properties: Struct;

	constructor(failure: StepPartialFailure, properties: Struct) {
		super(failure.message);
		this.failure = failure;
		this.properties = properties;
	}
}

/**
 * Converts an error to a gRPC status for Pulumi. Unexpected errors include their stack trace.
 *
 * Source: Pulumi's provider protocol, `ErrorResourceInitFailed`; gRPC, "Richer error model".
 */
export function toStatus(error: unknown): Partial<ServerErrorResponse> {
	const { name, message, stack } = error as Error;
	const isExpected = error instanceof StepError || error instanceof ProtocolPartialFailure;
	const details = printableLines(isExpected ? message : (stack ?? `${name}: ${message}`));
	return {
		code: status.UNKNOWN,
		details,
		...(error instanceof ProtocolPartialFailure && { metadata: detailsOf(error, details) }),
	};
}

function detailsOf({ failure, properties }: ProtocolPartialFailure, message: string): Metadata {
	const failed = new ErrorResourceInitFailed()
		.setId(failure.id)
		.setProperties(properties)
		.setReasonsList(failure.reasons.map(printableLines));
	const any = new Any();
	any.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
	const full = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([any]);
	const metadata = new Metadata();
	metadata.set("grpc-status-details-bin", Buffer.from(full.serializeBinary()));
	return metadata;
}
