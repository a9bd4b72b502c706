import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { disposable } from "../../workbench/disposable.ts";
import { userPoolId } from "../../workbench/pool.ts";
import type { Provider } from "./providers.ts";

/** Times from the start of a provider's process, in seconds. */
export interface StartTimes {
	/** Until it printed its port. */
	readonly port: number;
	/** Until the response to the first check, for which the dynamic provider loads our code. */
	readonly check: number;
}

/** No process listens there, and a check without a look-up reports nothing. */
const engine = "127.0.0.1:1";

const decision = { userPoolId, username: "alice", eventId: "e1", feedbackValue: "Valid" };

/** Starts a provider like the engine, with pipes and the engine's address, and calls its check. */
export async function timeToStart(
	provider: Provider,
	{ cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<StartTimes> {
	const begun = performance.now();
	const sinceBegun = () => (performance.now() - begun) / 1_000;
	// In its own process group, as the engine starts it: the dynamic provider is a shell and its child processes.
	const child = spawn(provider.program, [engine], { cwd, env, detached: true });
	const end = disposable(() => endGroup(child));
	try {
		const address = await printedPort(child);
		const port = sinceBegun();
		await firstCheck(provider, `127.0.0.1:${address}`);
		return { port, check: sinceBegun() };
	} finally {
		end();
	}
}

async function printedPort(child: ChildProcess): Promise<number> {
	let errors = "";
	child.stderr?.on("data", (data) => (errors += data));
	const ended = once(child, "exit").then(() => {
		throw new Error(`the provider ended before it printed its port:\n${errors}`);
	});
	ended.catch(() => {});
	const [line] = await Promise.race([once(child.stdout as NodeJS.ReadableStream, "data"), ended]);
	return Number.parseInt(String(line), 10);
}

async function firstCheck({ type, config, internal }: Provider, address: string): Promise<void> {
	const client = new ResourceProviderClient(address, credentials.createInsecure());
	try {
		const configure = new messages.ConfigureRequest()
			.setArgs(structs.Struct.fromJavaScript(config))
			.setAcceptsecrets(true)
			.setAcceptresources(true);
		await responseTo((done) => client.configure(configure, done));
		const check = new messages.CheckRequest()
			.setUrn(`urn:pulumi:test::test::${type}::first`)
			.setOlds(structs.Struct.fromJavaScript({}))
			.setNews(structs.Struct.fromJavaScript({ ...decision, ...internal }));
		const response = await responseTo<messages.CheckResponse>((done) => client.check(check, done));
		const failures = response.getFailuresList().map((failure) => failure.getReason());
		if (failures.length > 0) throw new Error(`the first check failed: ${failures}`);
	} finally {
		client.close();
	}
}

function responseTo<Response>(
	call: (done: (error: ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
	return new Promise((resolve, reject) =>
		call((error, response) => (error ? reject(error) : resolve(response))),
	);
}

function endGroup({ pid }: ChildProcess): void {
	if (pid !== undefined) process.kill(-pid, "SIGKILL");
}
