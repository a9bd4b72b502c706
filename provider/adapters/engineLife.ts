import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { Socket } from "node:net";

/**
 * Calls back when the process that started this one exits. That process holds the other end of standard input, which
 * ends with it. If standard input is not a pipe, as in a provider that is being debugged, there is no callback.
 *
 * Source: Pulumi's `sdk/go/common/resource/plugin/plugin.go`, `execPlugin`.
 */
export function onParentExit(onExit: () => void): void {
	// The file is not asked what it is: after that of a pipe Node.js 22 does not follow links to modules, and those that
	// pnpm installed do not find their dependencies then.
	const { stdin } = process;
	if (!(stdin instanceof Socket) || stdin.isTTY) return;
	// That process reads the standard streams as well. Pulumi's server reports every error that is not caught on them, so
	// one of writing there would be reported forever.
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
	stdin.once("end", onExit).resume();
	// Listening here is no reason to stay.
	stdin.unref();
}

/** A call that begins, as Node.js publishes it. */
interface Call {
	readonly stream: ServerHttp2Stream;
	readonly headers: IncomingHttpHeaders;
}

/**
 * Calls back, possibly more than once, when the run is cancelled: after Ctrl-C the engine calls `Cancel` or gives up the
 * running steps. Pulumi's server of dynamic providers handles `Cancel` itself, so this watches the calls.
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
