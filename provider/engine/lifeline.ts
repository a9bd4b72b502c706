import { fstat } from "node:fs";

/**
 * Tells when the process is gone that started this one. It holds the other end of standard input, which so ends with
 * it, whenever and however that is. Where standard input is no pipe, as in a provider that is debugged, nothing is told.
 *
 * Source: Pulumi's `sdk/go/common/resource/plugin/plugin.go`, `execPlugin`.
 */
export function onParentGone(gone: () => void): void {
	// Not `fstatSync`: after one of a pipe Node.js 22 leaves links in the path of the next module, and such a module does
	// not find the packages that pnpm puts beside it.
	fstat(0, (error, stdin) => {
		if (error || !(stdin.isFIFO() || stdin.isSocket())) return;
		process.stdin.once("end", gone).resume();
		// Listening here is no reason to stay.
		process.stdin.unref();
	});
}
