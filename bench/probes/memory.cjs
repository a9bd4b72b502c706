/**
 * Loaded into the Node processes of a run by NODE_OPTIONS: writes down the most memory that the dynamic provider's
 * process has used so far.
 */
const { writeFileSync } = require("node:fs");

const interval = 25;
if (process.argv.some((argument) => /cmd[\\/]dynamic-provider/.test(argument))) {
	const peak = { resident: 0, heap: 0, external: 0 };
	setInterval(() => {
		const { heapTotal, external } = process.memoryUsage();
		peak.heap = Math.max(peak.heap, heapTotal);
		peak.external = Math.max(peak.external, external);
		// The kernel keeps this peak itself, so nothing is missed between two looks.
		peak.resident = process.resourceUsage().maxRSS * 1024;
		writeFileSync(process.env.BENCH_MEMORY, JSON.stringify(peak));
	}, interval).unref();
}
