import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { keepHeapSmall, writeCompiledCode } from "../../runtime.ts";
import { onParentExit } from "../engineLife.ts";
import { toStatus } from "./failure.ts";
import { listenForEngine } from "./listenForEngine.ts";
import { readCheck } from "./readCheck.ts";
import { PluginService } from "./service.ts";

/** Implements Pulumi's provider protocol. */
const service = new PluginService();
onParentExit(() => service.end());

const server = new Server({
	// Thousands of decisions are more than the 4 MB that gRPC takes by default.
	"grpc.max_receive_message_length": -1,
});
/** A check arrives as bytes, because deserializing it can lose decisions. */
const calls = {
	...ResourceProviderService,
	check: { ...ResourceProviderService.check, requestDeserialize: (bytes: Buffer) => bytes },
};
server.addService(calls, {
	handshake: unary(() => service.handshake()),
	attach: unary((request) => service.attach(request)),
	getPluginInfo: unary(() => service.getPluginInfo()),
	getSchema: unary(() => service.getSchema()),
	checkConfig: unary((request) => service.checkConfig(request)),
	diffConfig: unary((request) => service.diffConfig(request)),
	configure: unary((request) => {
		// Not at the start, which would then spend a tenth of its time on collecting garbage.
		keepHeapSmall();
		return service.configure(request);
	}),
	check: unary((bytes) => service.check(readCheck(bytes))),
	diff: unary((request) => service.diff(request)),
	create: unary((request) => service.create(request)),
	read: unary((request) => service.read(request)),
	update: unary((request) => service.update(request)),
	delete: unary((request) => service.delete(request)),
	invoke: unary((request) => service.invoke(request)),
	cancel: unary(() => {
		// Pulumi's engine kills the process right after this call, which it makes at the end of each run.
		writeCompiledCode();
		return service.cancel();
	}),
});
listenForEngine(server);

function unary<Request, Response>(
	respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
	return async ({ request }, callback) => {
		try {
			callback(null, await respond(request));
		} catch (error) {
			callback(toStatus(error));
		}
	};
}
