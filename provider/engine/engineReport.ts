import { Client, credentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { printableLines } from "../cognito/printable";
import type { Report } from "../lifecycle/report";

const severities = { info: LogSeverity.INFO, warn: LogSeverity.WARNING } as const;

/**
 * Reports through Pulumi's engine, so that a warning is shown and counted as one.
 *
 * Source: Pulumi's engine protocol, `Engine.Log`.
 */
export class EngineReport implements Report {
	readonly #engine: Client | undefined;
	#delivered: Promise<void> = Promise.resolve();

	/**
	 * @param engineAddress Pulumi starts a provider's process with it as the last argument, behind the flags of its logs.
	 *   Without one all goes to the standard streams, which Pulumi shows too.
	 */
	constructor(engineAddress = process.argv.slice(2).at(-1)) {
		if (engineAddress !== undefined) this.#engine = new Client(engineAddress, credentials.createInsecure());
	}

	/** Reports about one resource, under which Pulumi then shows it. */
	about(urn: string): Report {
		return {
			info: (message) => this.#send("info", message, { urn }),
			warn: (message) => this.#send("warn", message, { urn }),
			status: (message) => this.#send("info", message, { urn, isStatus: true }),
		};
	}

	info(message: string): void {
		this.#send("info", message);
	}

	warn(message: string): void {
		this.#send("warn", message);
	}

	status(message: string): void {
		this.#send("info", message, { isStatus: true });
	}

	/** Resolves once the engine has taken everything reported so far. */
	delivered(): Promise<void> {
		return this.#delivered;
	}

	/** One after the other, so that the engine has them in order. */
	#send(
		severity: keyof typeof severities,
		text: string,
		{ urn = "", isStatus = false }: { readonly urn?: string; readonly isStatus?: boolean } = {},
	): void {
		const message = printableLines(text);
		this.#delivered = this.#delivered.then(() => this.#log(severity, message, urn, isStatus));
	}

	#log(severity: keyof typeof severities, message: string, urn: string, isStatus: boolean): Promise<void> {
		const engine = this.#engine;
		if (!engine) {
			console[severity](message);
			return Promise.resolve();
		}
		const { path, requestSerialize, responseDeserialize } = EngineService.log;
		const request = new LogRequest()
			.setSeverity(severities[severity])
			.setMessage(message)
			.setUrn(urn)
			.setEphemeral(isStatus);
		return new Promise((resolve) => {
			engine.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (failure) => {
				// An engine that is gone shows nothing to anybody.
				if (failure) console[severity](message);
				resolve();
			});
		});
	}
}
