import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { keepHeapSmall, writeCompiledCode } from "../../runtime.ts";
import { onParentExit } from "../engineLife.ts";
import { toStatus } from "./failure.ts";
import { listenForEngine } from "./listenForEngine.ts";
import { readCheck } from "./readCheck.ts";
import { PluginService } from "./service.ts";

const service = new PluginService();
onParentExit(() => service.end());

const server = new Server({
	// Thousands of decisions exceed gRPC's default limit of 4 MB.
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
		// Not at startup, a tenth of which would then be garbage collection.
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
		// The engine calls this at the end of each run, and kills the process right afterwards.
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
