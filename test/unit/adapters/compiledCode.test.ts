import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, globSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { expect } from "chai";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { repository } from "../../support/script.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { NODE_COMPILE_CACHE: _, ...env } = process.env;
const stdio: ["pipe", "pipe", "inherit"] = ["pipe", "pipe", "inherit"];

describe("compiled code is kept for the next run although Pulumi kills", () => {
	const folder = temporaryFolder();
	const installed = () => join(folder(), "pulumi-cognito-feedback");
	const kept = () => globSync("*/*", { cwd: join(installed(), ".cache") });

	beforeEach(() => {
		const modules = join(repository, "node_modules");
		cpSync(join(modules, "pulumi-cognito-feedback"), installed(), { recursive: true });
		symlinkSync(modules, join(folder(), "node_modules"));
	});

	it("the plugin", async () => {
		const program = join(installed(), "bin/pulumi-resource-cognito-feedback");
		const plugin = spawn(process.execPath, [program], { env, stdio });
		const [port] = await once(plugin.stdout, "data");
		const client = new ResourceProviderClient(
			`127.0.0.1:${String(port).trim()}`,
			credentials.createInsecure(),
		);
		await new Promise<void>((resolve, reject) =>
			client.cancel(new empty.Empty(), (error) => (error ? reject(error) : resolve())),
		);
		plugin.kill("SIGKILL");
		await once(plugin, "exit");
		client.close();
		expect(kept()).to.have.length.above(100);
	});

	it("the process of the dynamic provider", async () => {
		const program = `
			require(${JSON.stringify(join(installed(), "dist/adapters/dynamic/single.js"))})
				.handler().configure({ config: { get() {} } });
			require("@aws-sdk/client-cognito-identity-provider");
			require("node:diagnostics_channel").channel("http2.server.stream.created").publish({
				stream: new (require("node:events"))(),
				headers: { ":path": "/pulumirpc.ResourceProvider/Cancel" },
			});
			console.log("cancelled");
			setInterval(() => {}, 1_000);
		`;
		const provider = spawn(process.execPath, ["-e", program], { cwd: folder(), env, stdio });
		await once(provider.stdout, "data");
		provider.kill("SIGKILL");
		await once(provider, "exit");
		expect(kept()).to.have.length.above(10);
	});
});
