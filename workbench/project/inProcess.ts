import { Server, ServerCredentials } from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server.js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import * as settings from "@pulumi/pulumi/runtime/settings.js";

/** A program as a function. What it returns are the outputs of the stack. */
export type Program = () => unknown;

/** A program that the CLI runs in this process. */
export interface ServedProgram {
	/** What the CLI is started with. */
	readonly flags: readonly string[];
	stop(): void;
}

/** The Automation API's own server; its types are internal to Pulumi. */
const { LanguageServer } = automation as unknown as {
	readonly LanguageServer: new (program: () => Promise<unknown>) => Record<string, never>;
};

/**
 * Has each run connect to its CLI by itself. A program that fails leaves connections open, which go on trying the ports of
 * a CLI that has ended. Shared with those, the connection to a later CLI that gets such a port would count as broken.
 */
const { grpcClientOptions } = settings as unknown as { readonly grpcClientOptions: object };
Object.assign(grpcClientOptions, { "grpc.use_local_subchannel_pool": 1 });

/**
 * Serves a program to the CLI from this process, as the Automation API does for inline programs. It saves the start of
 * Node.js and of Pulumi's SDK, half of the time of a preview. The Automation API itself would run three more commands
 * for each `up`.
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
