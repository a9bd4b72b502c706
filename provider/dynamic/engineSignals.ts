import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";

/** What the engine tells a provider beside the steps that it calls. */
export interface EngineSignals {
	/** The run is cancelled: somebody pressed Ctrl-C. May be told more than once. */
	cancelled(): void;
	/** The engine is gone, killed while a step was running: nobody takes the step's result any more. */
	gone(): void;
}

/** A call that begins, as Node.js publishes it. */
interface Call {
	readonly stream: ServerHttp2Stream;
	readonly headers: IncomingHttpHeaders;
}

/**
 * Listens for what the engine tells this process. Pulumi's server of dynamic providers answers `Cancel` itself and does
 * not notice that an engine is gone, so the calls themselves are watched.
 *
 * Node.js publishes them from 22.17 and 24.2 on. Before that a cancelled run ends when its running steps have.
 *
 * Source: Pulumi's provider protocol, `ResourceProvider.Cancel`; Node.js documentation, "Diagnostics Channel", HTTP/2.
 */
export function onEngineSignals(signals: EngineSignals): void {
	subscribe("http2.server.stream.created", (message) => {
		const { stream, headers } = message as Call;
		const { session } = stream;
		if (headers[":path"] === "/pulumirpc.ResourceProvider/Cancel") signals.cancelled();
		stream.once("aborted", () => {
			// An engine that gives a call up goes on; one that is gone has closed the connection, and with it all calls.
			setImmediate(() => (session?.destroyed === false ? signals.cancelled() : signals.gone()));
		});
	});
}
