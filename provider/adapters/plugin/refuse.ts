import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server, status } from "@grpc/grpc-js";
import { onParentGone } from "../engineLife";
import { listen } from "./listen";

/** What the engine asks a plugin first, and for its schema. To `Handshake` a plugin need not answer. */
const firstCalls = ["GetPluginInfo", "CheckConfig", "Configure", "GetSchema"] as const;

/**
 * Answers the engine with why the plugin cannot run, and nothing else. Of a plugin that prints that and ends, Pulumi's
 * CLI says that it has a bug, to be reported.
 */
export function refuse(reason: string): void {
	const answer: handleUnaryCall<Buffer, Buffer> = (_request, callback) =>
		callback({ code: status.FAILED_PRECONDITION, details: reason });
	const asIs = (bytes: Buffer) => bytes;
	const server = new Server();
	for (const call of firstCalls) {
		server.register(`/pulumirpc.ResourceProvider/${call}`, answer, asIs, asIs, "unary");
	}
	onParentGone(() => process.exit(1));
	listen(server);
}
