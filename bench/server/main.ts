/**
 * A local Cognito in a separate process, so that it does not share an event loop with the measured program. The emulator is
 * fast enough: requests take as long against the smallest possible `node:http` server.
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

/** Clears all feedback and all counts, and keeps the address. */
async function reset(): Promise<void> {
	await emulator.close();
	emulator = await start(Number(new URL(emulator.endpoint).port));
	counts = { ...none };
}

process.on("message", async (order: ServerOrder) => {
	if (order === "reset") await reset();
	process.send?.({ endpoint: emulator.endpoint, ...counts } satisfies ServerReport);
});
// However the parent process ends.
process.on("disconnect", () => process.exit());
