import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server, status } from "@grpc/grpc-js";
import { onParentExit } from "../engineLife.ts";
import { listenForEngine } from "./listenForEngine.ts";

/** The calls with which the engine begins, and the one for the schema. A plugin need not implement `Handshake`. */
const firstCalls = ["GetPluginInfo", "CheckConfig", "Configure", "GetSchema"] as const;

/**
 * Responds to every call of the engine with the reason why the plugin cannot run. If the plugin printed the reason and exited,
 * Pulumi's CLI would report a bug in the plugin.
 */
export function refuse(reason: string): void {
	const respond: handleUnaryCall<Buffer, Buffer> = (_request, callback) =>
		callback({ code: status.FAILED_PRECONDITION, details: reason });
	const asIs = (bytes: Buffer) => bytes;
	const server = new Server();
	for (const call of firstCalls) {
		server.register(`/pulumirpc.ResourceProvider/${call}`, respond, asIs, asIs, "unary");
	}
	onParentExit(() => process.exit(1));
	listenForEngine(server);
}
