import { Socket } from "node:net";

/**
 * Tells when the process is gone that started this one. It holds the other end of standard input, which so ends with
 * it, whenever and however that is. Where standard input is no pipe, as in a provider that is debugged, nothing is told.
 *
 * Source: Pulumi's `sdk/go/common/resource/plugin/plugin.go`, `execPlugin`.
 */
export function onParentGone(gone: () => void): void {
	// The file is not asked what it is: after that of a pipe Node.js 22 does not follow links to modules, and those that
	// pnpm installed do not find their dependencies then.
	const { stdin } = process;
	if (!(stdin instanceof Socket) || stdin.isTTY) return;
	stdin.once("end", gone).resume();
	// Listening here is no reason to stay.
	stdin.unref();
}
