/**
 * A Cognito in a process of its own, so that it does not share an event loop with what is measured. The emulator is
 * fast enough for it: a loop of requests takes as long against the least that `node:http` can do.
 */
import { type Emulator, EmulatorError, startEmulator } from "pulumi-cognito-feedback/emulator";
import { buildPool } from "../../workbench/pool.ts";
import type { ServerOptions, ServerOrder, ServerReport } from "./protocol.ts";
import { Quota } from "./quota.ts";

const options: ServerOptions = JSON.parse(process.argv[2] ?? "");
const content = buildPool(options.pool);
const none = { writes: 0, reads: 0, throttled: 0 };
let counts = { ...none };
let emulator = await start(0);

function start(port: number): Promise<Emulator> {
	const quota = options.quota && new Quota(options.quota);
	return startEmulator({
		content,
		port,
		onRequest({ operation }) {
			const isWrite = operation === "AdminUpdateAuthEventFeedback";
			counts[isWrite ? "writes" : "reads"]++;
			if (!isWrite || !quota || quota.take()) return;
			counts.throttled++;
			throw new EmulatorError("TooManyRequestsException", "Rate exceeded", 429);
		},
	});
}

/** Forgets all feedback and all counts, and stays where it was. */
async function reset(): Promise<void> {
	await emulator.close();
	emulator = await start(Number(new URL(emulator.endpoint).port));
	counts = { ...none };
}

process.on("message", async (order: ServerOrder) => {
	if (order === "reset") await reset();
	process.send?.({ endpoint: emulator.endpoint, ...counts } satisfies ServerReport);
});
// However the parent ends.
process.on("disconnect", () => process.exit());
