import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { Socket } from "node:net";

/**
 * Calls back when the process that started this one exits. That process holds the other end of the standard input pipe, which
 * closes with it. If standard input is not a pipe, as in a provider that is being debugged, there is no callback.
 *
 * Source: Pulumi's `sdk/go/common/resource/plugin/plugin.go`, `execPlugin`.
 */
export function onParentExit(onExit: () => void): void {
	// Listen on the stream that exists, without inspecting its file: after `fstat` on a pipe, Node.js 22 no longer resolves
	// links to modules, so modules that pnpm installed do not find their dependencies.
	const { stdin } = process;
	if (!(stdin instanceof Socket) || stdin.isTTY) return;
	// The parent process reads the standard streams as well. Pulumi's server reports every uncaught error on them, so an error
	// of writing to them would be reported forever.
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
	stdin.once("end", onExit).resume();
	// This listener alone must not keep the process running.
	stdin.unref();
}

/** The start of a call, as Node.js publishes it. */
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
