import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";

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
