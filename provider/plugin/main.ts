import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { onParentGone } from "../engine/lifeline";
import { toStatus } from "./failure";
import { PluginService } from "./service";

/**
 * The program `pulumi-resource-cognito-feedback`, which Pulumi's engine starts and calls. It listens on loopback and
 * prints its port, by which the engine finds it.
 *
 * Source: Pulumi docs, "Implementing a provider"; `sdk/go/common/resource/plugin/plugin.go`.
 */
const service = new PluginService();
onParentGone(() => service.end());

const server = new Server({
	// Thousands of decisions are more than the 4 MB that gRPC takes by default.
	"grpc.max_receive_message_length": -1,
});
server.addService(ResourceProviderService, {
	handshake: answered(() => service.handshake()),
	attach: answered((request) => service.attach(request)),
	getPluginInfo: answered(() => service.getPluginInfo()),
	getSchema: answered(() => service.getSchema()),
	checkConfig: answered((request) => service.checkConfig(request)),
	diffConfig: answered((request) => service.diffConfig(request)),
	configure: answered((request) => service.configure(request)),
	check: answered((request) => service.check(request)),
	diff: answered((request) => service.diff(request)),
	create: answered((request) => service.create(request)),
	read: answered((request) => service.read(request)),
	update: answered((request) => service.update(request)),
	delete: answered((request) => service.delete(request)),
	invoke: answered((request) => service.invoke(request)),
	cancel: answered(() => service.cancel()),
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (failure, port) => {
	if (failure) throw failure;
	console.log(port);
});

function answered<Request, Response>(
	answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
	return async ({ request }, callback) => {
		try {
			callback(null, await answer(request));
		} catch (error) {
			callback(toStatus(error));
		}
	};
}
