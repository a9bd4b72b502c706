import type { Server } from "@grpc/grpc-js";
import { ServerCredentials } from "@grpc/grpc-js";

/** Has a server listen on loopback, and prints the port for the engine. */
export function listenForEngine(server: Server): void {
	server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (failure, port) => {
		if (failure) throw failure;
		console.log(port);
	});
}
