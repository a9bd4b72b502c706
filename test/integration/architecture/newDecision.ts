/**
 * Configures the dynamic provider, checks and creates one new decision, and prints which files of the provider ran, and through
 * which the first request went. Must run first in a new process.
 */
import { type Profiler, Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

const dist = fileURLToPath(new URL("../../../provider/dist/", import.meta.url));
const [endpoint = "", userPoolId = "", eventId = ""] = process.argv.slice(2);

/** The steps that Pulumi calls, in the module that state names. */
interface Handler {
	configure(request: object): void;
	check(olds: object, news: object): Promise<{ readonly inputs: object }>;
	create(inputs: object): Promise<object>;
}

let stack = "";
const { prototype } = CognitoIdentityProviderClient;
const send = prototype.send;
Error.stackTraceLimit = 100;
prototype.send = function (this: CognitoIdentityProviderClient, ...args: unknown[]) {
	stack ||= new Error("here").stack ?? "";
	return Reflect.apply(send, this, args);
} as typeof send;

const inspector = new Session();
inspector.connect();
await inspector.post("Profiler.enable");
await inspector.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
const handler: Handler = createRequire(import.meta.url)(`${dist}adapters/dynamic/single.js`).handler();
const settings: Record<string, string> = { "cognito-feedback:endpoint": endpoint };
handler.configure({ config: { get: (key: string) => settings[key] } });
const decision = { userPoolId, username: "alice", eventId, feedbackValue: "Valid" };
const { inputs } = await handler.check({}, { ...decision, __label: "berlin" });
await handler.create(inputs);
const { result } = await inspector.post("Profiler.takePreciseCoverage");
inspector.disconnect();

const files = result.filter(runs).map(({ url }) => relative(dist, fileURLToPath(url)));
const frames = [...stack.matchAll(/\((\/[^:]+):\d+:\d+\)|at async (\/[^:]+):/g)];
const way = frames.map(([, one, other]) => one ?? other ?? "").filter((file) => file.startsWith(dist));
const printed = {
	files: [...new Set(files)].sort(),
	way: [...new Set(way.map((file) => relative(dist, file)))],
};
process.stdout.write(JSON.stringify(printed));
process.exit();

/** Whether a named function of one of the provider's files ran. */
function runs({ url, functions }: Profiler.ScriptCoverage): boolean {
	if (!url.startsWith("file:") || !fileURLToPath(url).startsWith(dist)) return false;
	return functions.some(({ functionName, ranges }) => functionName !== "" && (ranges[0]?.count ?? 0) > 0);
}
