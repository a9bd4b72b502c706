import { type Profiler, Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { poolId } from "../../support/program.ts";

const dist = fileURLToPath(new URL("../../../provider/dist/", import.meta.url));
const modules = createRequire(import.meta.url);

/** The steps of Pulumi for a new decision, by the module that state names. */
interface Handler {
	configure(request: object): void;
	check(olds: object, news: object): Promise<{ readonly inputs: object }>;
	create(inputs: object): Promise<{ readonly id: string }>;
}

describe("The way of a new decision from the adapter to the AWS SDK", () => {
	let emulator: Emulator;

	before(async () => {
		emulator = await startEmulator({ content: cognito(user("alice", ...signIns("e1"))) });
	});

	after(() => emulator.close());

	/** Configures, checks and creates; the answer is what the request of the check was called through. */
	async function declare(): Promise<string> {
		// The module of a process that has done nothing yet.
		for (const name of Object.keys(modules.cache)) if (name.startsWith(dist)) delete modules.cache[name];
		const handler: Handler = modules(`${dist}adapters/dynamic/single.js`).handler();
		const settings: Record<string, string> = { "cognito-feedback:endpoint": emulator.endpoint };
		const { prototype } = CognitoIdentityProviderClient;
		const send = prototype.send;
		const stacks: string[] = [];
		const limit = Error.stackTraceLimit;
		Error.stackTraceLimit = 100;
		prototype.send = function (this: CognitoIdentityProviderClient, ...args: unknown[]) {
			stacks.push(new Error("here").stack ?? "");
			return Reflect.apply(send, this, args);
		} as typeof send;
		try {
			handler.configure({ config: { get: (key: string) => settings[key] } });
			const decision = { userPoolId: poolId, username: "alice", eventId: "e1", feedbackValue: "Valid" };
			const { inputs } = await handler.check({}, { ...decision, __label: "berlin" });
			await handler.create(inputs);
		} finally {
			prototype.send = send;
			Error.stackTraceLimit = limit;
		}
		return stacks[0] ?? "";
	}

	it("runs through at most 25 files, which are listed", async () => {
		const inspector = new Session();
		inspector.connect();
		await inspector.post("Profiler.enable");
		await inspector.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
		await declare();
		const { result } = await inspector.post("Profiler.takePreciseCoverage");
		inspector.disconnect();
		const files = result.filter(runs).map(({ url }) => relative(dist, fileURLToPath(url)));
		console.log(`      ${[...new Set(files)].sort().join("\n      ")}`);
		expect(new Set(files).size).to.be.within(10, 25);
	});

	it("is at most 8 modules deep", async () => {
		const stack = await declare();
		const files = [...stack.matchAll(/\((\/[^:]+):\d+:\d+\)|at async (\/[^:]+):/g)].map(
			([, one, other]) => one ?? other ?? "",
		);
		const own = new Set(files.filter((file) => file.startsWith(dist)).map((file) => relative(dist, file)));
		console.log(`      ${[...own].join(" <- ")}`);
		expect(own.size).to.be.within(3, 8);
	});
});

/** Whether a named function of a file of the provider ran. */
function runs({ url, functions }: Profiler.ScriptCoverage): boolean {
	if (!url.startsWith("file:") || !fileURLToPath(url).startsWith(dist)) return false;
	return functions.some(({ functionName, ranges }) => functionName !== "" && (ranges[0]?.count ?? 0) > 0);
}
