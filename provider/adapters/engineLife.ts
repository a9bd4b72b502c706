import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { Socket } from "node:net";

/**
 * Tells when the process is gone that started this one. It holds the other end of standard input, which so ends with
 * it, whenever and however that is. Where standard input is no pipe, as in a provider that is debugged, nothing is told.
 *
 * Source: Pulumi's `sdk/go/common/resource/plugin/plugin.go`, `execPlugin`.
 */
export function onParentExit(gone: () => void): void {
	// The file is not asked what it is: after that of a pipe Node.js 22 does not follow links to modules, and those that
	// pnpm installed do not find their dependencies then.
	const { stdin } = process;
	if (!(stdin instanceof Socket) || stdin.isTTY) return;
	stdin.once("end", gone).resume();
	// Listening here is no reason to stay.
	stdin.unref();
}

/** A call that begins, as Node.js publishes it. */
interface Call {
	readonly stream: ServerHttp2Stream;
	readonly headers: IncomingHttpHeaders;
}

/**
 * Tells when the run is cancelled: somebody pressed Ctrl-C, and the engine calls `Cancel` or gives up the steps that run.
 * May tell it more than once. Pulumi's server of dynamic providers answers `Cancel` itself, so the calls are watched.
 *
 * Node.js publishes them from 22.17 and 24.2 on. Before that a cancelled run ends when its running steps have.
 *
 * Source: Pulumi's provider protocol, `ResourceProvider.Cancel`; Node.js documentation, "Diagnostics Channel", HTTP/2.
 */
export function onCancelled(cancelled: () => void): void {
	subscribe("http2.server.stream.created", (message) => {
		const { stream, headers } = message as Call;
		if (headers[":path"] === "/pulumirpc.ResourceProvider/Cancel") cancelled();
		stream.once("aborted", cancelled);
	});
}
