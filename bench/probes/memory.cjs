/**
 * Loaded into the Node.js processes of a run by NODE_OPTIONS: records the peak memory of the dynamic provider's process so far.
 */
const { renameSync, writeFileSync } = require("node:fs");

const interval = 25;
if (process.argv.some((argument) => /cmd[\\/]dynamic-provider/.test(argument))) {
	const peak = { resident: 0, heap: 0, external: 0 };
	setInterval(() => {
		const { heapTotal, external } = process.memoryUsage();
		peak.heap = Math.max(peak.heap, heapTotal);
		peak.external = Math.max(peak.external, external);
		// The kernel records this peak, so nothing between two samples is missed.
		peak.resident = process.resourceUsage().maxRSS * 1024;
		// Whole, because Pulumi may kill the process at any time.
		const file = process.env.BENCH_MEMORY;
		writeFileSync(`${file}.new`, JSON.stringify(peak));
		renameSync(`${file}.new`, file);
	}, interval).unref();
}
