import { Server, ServerCredentials } from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server.js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import * as settings from "@pulumi/pulumi/runtime/settings.js";

/** A program as a function. Its return values are the outputs of the stack. */
export type Program = () => unknown;

/** A program that runs in this process for the CLI. */
export interface ServedProgram {
	/** The flags to start the CLI with. */
	readonly flags: readonly string[];
	stop(): void;
}

/** The Automation API's own server; its types are internal to Pulumi. */
const { LanguageServer } = automation as unknown as {
	readonly LanguageServer: new (program: () => Promise<unknown>) => Record<string, never>;
};

/**
 * Gives each run its own connection to its CLI. A failed program leaves connections open, which keep trying the ports of a CLI
 * that has ended. If they were shared, a connection to a later CLI on such a port would count as broken.
 */
const { grpcClientOptions } = settings as unknown as { readonly grpcClientOptions: object };
Object.assign(grpcClientOptions, { "grpc.use_local_subchannel_pool": 1 });

/**
 * Serves a program to the CLI from this process, as the Automation API does for inline programs. This avoids starting Node.js
 * and Pulumi's SDK, which takes half of the time of a preview. The Automation API itself would run three more commands for each
 * `up`.
 */
export async function serveProgram(program: Program): Promise<ServedProgram> {
	const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
	server.addService(LanguageRuntimeService, new LanguageServer(async () => program()));
	const port = await new Promise<number>((resolve, reject) => {
		server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
			error ? reject(error) : resolve(bound),
		);
	});
	return {
		flags: [`--client=127.0.0.1:${port}`, "--exec-kind", "auto.inline"],
		stop: () => server.forceShutdown(),
	};
}
