import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { onParentGone } from "../engineLife";
import { toStatus } from "./failure";
import { listen } from "./listen";
import { readCheck } from "./readCheck";
import { PluginService } from "./service";

/** Answers the calls of Pulumi's provider protocol. */
const service = new PluginService();
onParentGone(() => service.end());

const server = new Server({
	// Thousands of decisions are more than the 4 MB that gRPC takes by default.
	"grpc.max_receive_message_length": -1,
});
/** A check comes as bytes: what gets lost in reading it only they tell. */
const calls = {
	...ResourceProviderService,
	check: { ...ResourceProviderService.check, requestDeserialize: (bytes: Buffer) => bytes },
};
server.addService(calls, {
	handshake: answered(() => service.handshake()),
	attach: answered((request) => service.attach(request)),
	getPluginInfo: answered(() => service.getPluginInfo()),
	getSchema: answered(() => service.getSchema()),
	checkConfig: answered((request) => service.checkConfig(request)),
	diffConfig: answered((request) => service.diffConfig(request)),
	configure: answered((request) => service.configure(request)),
	check: answered((bytes) => service.check(readCheck(bytes))),
	diff: answered((request) => service.diff(request)),
	create: answered((request) => service.create(request)),
	read: answered((request) => service.read(request)),
	update: answered((request) => service.update(request)),
	delete: answered((request) => service.delete(request)),
	invoke: answered((request) => service.invoke(request)),
	cancel: answered(() => service.cancel()),
});
listen(server);

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
