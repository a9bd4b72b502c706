import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { userPoolId } from "../workbench/pool.ts";

const installed = fileURLToPath(new URL("../node_modules/.bin/cognito-feedback", import.meta.url));

/** The result of listing events with the command. */
export interface Listing {
	readonly events: number;
	readonly seconds: number;
}

/** Lists events of the pool with `cognito-feedback events --json`. */
export async function listWithCommand(endpoint: string, ...args: readonly string[]): Promise<Listing> {
	const begun = performance.now();
	const all = [
		"events",
		"--json",
		"--no-cache",
		"--user-pool-id",
		userPoolId,
		"--endpoint",
		endpoint,
		...args,
	];
	const child = spawn(process.execPath, [installed, ...all], {
		env: { ...process.env, AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const chunks: Buffer[] = [];
	child.stdout.on("data", (chunk) => chunks.push(chunk));
	const [code] = await once(child, "close");
	const seconds = (performance.now() - begun) / 1_000;
	if (code !== 0) throw new Error(`cognito-feedback events ended with ${code}`);
	return { events: JSON.parse(Buffer.concat(chunks).toString()).length, seconds };
}
