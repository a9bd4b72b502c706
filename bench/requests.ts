import type { BenchServer } from "./server/index.ts";

/** Checks that a measured run did its work, because a run that sends too few requests would look fast. */
export async function expectRequests(
	server: BenchServer,
	expected: { readonly writes: number; readonly reads?: number },
): Promise<void> {
	const { writes, reads, throttled } = await server.count();
	const taken = writes - throttled;
	if (taken !== expected.writes || (expected.reads !== undefined && reads !== expected.reads))
		throw new Error(
			`the server took ${taken} writes and ${reads} reads; expected ${JSON.stringify(expected)}`,
		);
}
