import { Client, credentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { printableLines } from "../cognito/printable";
import type { Message } from "./messages";
import type { Reporter } from "./session";

/** A status is shown while it lasts, and not kept. */
const severities = { info: LogSeverity.INFO, status: LogSeverity.INFO, warn: LogSeverity.WARNING } as const;
const consoleMethods = { info: "info", status: "info", warn: "warn" } as const;

/**
 * Reports through Pulumi's engine, so that a warning is shown and counted as one.
 *
 * Source: Pulumi's engine protocol, `Engine.Log`.
 */
export class EngineReport implements Reporter {
	readonly #engine: Client | undefined;
	#delivered: Promise<void> = Promise.resolve();

	/**
	 * @param engineAddress Pulumi starts a provider's process with it as the last argument, behind the flags of its logs.
	 *   Without one all goes to the standard streams, which Pulumi shows too.
	 */
	constructor(engineAddress = process.argv.slice(2).at(-1)) {
		if (engineAddress !== undefined) this.#engine = new Client(engineAddress, credentials.createInsecure());
	}

	/**
	 * Reports a message. They reach the engine one after the other, in order.
	 *
	 * @param urn The resource under which Pulumi shows it.
	 */
	message({ severity, text }: Message, urn = ""): void {
		const message = { severity, text: printableLines(text) };
		this.#delivered = this.#delivered.then(() => this.#log(message, urn));
	}

	/** Resolves once the engine has taken everything reported so far. */
	delivered(): Promise<void> {
		return this.#delivered;
	}

	#log({ severity, text }: Message, urn: string): Promise<void> {
		const engine = this.#engine;
		if (!engine) {
			console[consoleMethods[severity]](text);
			return Promise.resolve();
		}
		const { path, requestSerialize, responseDeserialize } = EngineService.log;
		const request = new LogRequest()
			.setSeverity(severities[severity])
			.setMessage(text)
			.setUrn(urn)
			.setEphemeral(severity === "status");
		return new Promise((resolve) => {
			engine.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (failure) => {
				// An engine that is gone shows nothing.
				if (failure) console[consoleMethods[severity]](text);
				resolve();
			});
		});
	}
}
