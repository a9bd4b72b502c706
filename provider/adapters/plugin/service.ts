import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { connect } from "../../cognito/rateLimited.ts";
import type { Properties } from "../codecs.ts";
import type { Configuration } from "../configuration.ts";
import type { InputFailure } from "../inputs.ts";
import type { Reporter, SessionCognito } from "../session.ts";
import { EngineReport, Session } from "../session.ts";
import { StepError } from "../stepError.ts";
import type { ResourceKind, SteppedResource } from "../steps.ts";
import { StepPartialFailure, steps } from "../steps.ts";
import { typeTokens } from "../typeTokens.ts";
import {
	changedSettings,
	configurationFailures,
	readProviderConfiguration,
	unknownSettings,
} from "./configuration.ts";
import { detailedDiff } from "./detailedDiff.ts";
import { ProtocolPartialFailure } from "./failure.ts";
import { functions } from "./functions.ts";
import type { Received } from "./values.ts";
import { receive, send } from "./values.ts";

/** The resource that a request is about. */
interface ResourceRequest {
	getUrn(): string;
}

/** Connects to Cognito with a configuration. */
type Connect = (configuration: Configuration) => SessionCognito;

/**
 * Implements the calls of Pulumi's engine.
 *
 * Source: Pulumi's provider protocol, `ResourceProvider`.
 */
export class PluginService {
	readonly #connect: Connect;
	#report: Reporter;
	#session: Session | undefined;
	/** The name of the provider that this process serves. */
	#name = "default";

	constructor(report: Reporter = new EngineReport(), connectTo: Connect = connect) {
		this.#report = report;
		this.#connect = connectTo;
	}

	handshake(): protocol.ProviderHandshakeResponse {
		// Secrets arrive marked as secrets, and are returned marked.
		return new protocol.ProviderHandshakeResponse().setAcceptSecrets(true);
	}

	/** Receives the engine's address if this process was started by hand for debugging. */
	attach(request: PluginAttach): Empty {
		this.#report = new EngineReport(request.getAddress());
		return new Empty();
	}

	getPluginInfo(): PluginInfo {
		const { version } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));
		return new PluginInfo().setVersion(version);
	}

	getSchema(): protocol.GetSchemaResponse {
		const schema = readFileSync(join(__dirname, "schema.json"), "utf8");
		return new protocol.GetSchemaResponse().setSchema(schema);
	}

	async checkConfig(request: protocol.CheckRequest): Promise<protocol.CheckResponse> {
		const { values: inputs } = receive(request.getNews());
		// Some engines send no name.
		const name = resourceOf(request).name || this.#name;
		this.#name = name;
		const unknown = unknownSettings(inputs);
		if (unknown.length > 0) {
			const names = unknown.map((each) => `\`${each}\``).join(", ");
			const text = `${names} is known only after \`pulumi up\`, so this preview does not check this provider's decisions or look up their events.`;
			this.#report.message({ severity: "warn", text }, request.getUrn());
			await this.#report.delivered();
		}
		return new protocol.CheckResponse()
			.setInputs(request.getNews())
			.setFailuresList(toMessages(configurationFailures({ name, inputs })));
	}

	/** No setting selects a decision's pool, so no changed setting replaces the provider and its decisions. */
	diffConfig(request: protocol.DiffRequest): protocol.DiffResponse {
		const [olds, news] = [receive(request.getOldInputs()).values, receive(request.getNews()).values];
		const changed = changedSettings(olds, news);
		return differing(changed.length > 0).setDiffsList(changed);
	}

	configure(request: protocol.ConfigureRequest): protocol.ConfigureResponse {
		const { values: inputs } = receive(request.getArgs());
		// SDKs as old as 3.139.0 lack `getName`; there, the name of the last check is used.
		const name = request.getName?.() || this.#name;
		const configuration = readProviderConfiguration({ name, inputs });
		this.#session = new Session(configuration, this.#report, this.#connect(configuration));
		return new protocol.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
	}

	async check(request: protocol.CheckRequest): Promise<protocol.CheckResponse> {
		const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
		const { steps, session, resource } = this.#step(request, news);
		const { inputs, failures } = await steps.check(session, resource, olds.values, news.values);
		return new protocol.CheckResponse().setInputs(send(inputs, news)).setFailuresList(toMessages(failures));
	}

	async diff(request: protocol.DiffRequest): Promise<protocol.DiffResponse> {
		const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
		const { steps, session, resource } = this.#step(request, olds, news);
		const { changes, replaces } = await steps.diff(session, resource, olds.values, news.values);
		const response = differing(changes);
		if (!changes) return response;
		const inputs = { ...receive(request.getOldInputs()).values, ...news.values };
		const before = Object.entries(olds.values).filter(([name]) => name in inputs);
		const detailed = response.setHasdetaileddiff(true).getDetaileddiffMap();
		for (const [path, kind] of detailedDiff(Object.fromEntries(before), news.values, replaces)) {
			detailed.set(path, kind);
		}
		return response.setReplacesList([...replaces]);
	}

	async create(request: protocol.CreateRequest): Promise<protocol.CreateResponse> {
		const inputs = receive(request.getProperties());
		// gRPC keeps the request until the response, and the messages of 10,000 decisions take 40 MB.
		request.clearProperties();
		const { steps, session, resource } = this.#step(request, inputs);
		const { id, outputs } = request.getPreview()
			? { id: "", outputs: steps.preview(inputs.values) }
			: await keepingPartialResult(() => steps.create(session, resource, inputs.values), inputs);
		return new protocol.CreateResponse().setId(id).setProperties(send(outputs, inputs));
	}

	async update(request: protocol.UpdateRequest): Promise<protocol.UpdateResponse> {
		const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
		// As in `create`.
		request.clearOlds();
		request.clearNews();
		const { steps, session, resource } = this.#step(request, olds, news);
		const update = () => steps.update(session, resource, request.getId(), olds.values, news.values);
		const outputs = request.getPreview()
			? steps.preview(news.values, olds.values)
			: await keepingPartialResult(update, olds, news);
		return new protocol.UpdateResponse().setProperties(send(outputs, news));
	}

	async read(request: protocol.ReadRequest): Promise<protocol.ReadResponse> {
		const state = receive(request.getProperties());
		const { steps, session, resource } = this.#step(request, state);
		const read = await steps.read(session, resource, request.getId(), state.values);
		// A response without properties removes the resource from state.
		if (!read) return new protocol.ReadResponse();
		return new protocol.ReadResponse()
			.setId(idOf(request, read.outputs))
			.setProperties(send(read.outputs, state))
			.setInputs(send(read.inputs, state, receive(request.getInputs())));
	}

	async delete(request: protocol.DeleteRequest): Promise<Empty> {
		const outputs = receive(request.getProperties());
		const { steps, session, resource } = this.#step(request, outputs);
		await steps.delete(session, resource, outputs.values);
		return new Empty();
	}

	async invoke(request: protocol.InvokeRequest): Promise<protocol.InvokeResponse> {
		const token = request.getTok();
		const run = Object.hasOwn(functions, token) ? functions[token] : undefined;
		if (!run) throw new StepError(`unknown function ${token}.`);
		const { values, secrets } = receive(request.getArgs());
		const result = await run(this.#configured, values);
		// If an argument is secret, so is the result.
		const hidden = new Map(Object.keys(secrets ? result : {}).map((field) => [field, true] as const));
		return new protocol.InvokeResponse().setReturn(send(result, { values, secrets: hidden }));
	}

	cancel(): Empty {
		this.#session?.cancel();
		return new Empty();
	}

	/** The engine was killed. */
	end(): void {
		if (this.#session) this.#session.engineExited();
		else process.exit(1);
	}

	get #configured(): Session {
		if (!this.#session) throw new Error("Pulumi called a step of the provider before `Configure`");
		return this.#session;
	}

	/** The arguments for a step, from the request's resource. */
	#step(request: ResourceRequest, ...received: readonly Received[]) {
		const { type, name } = resourceOf(request);
		const kind = kinds.find((each) => typeTokens.plugin[each] === type);
		if (!kind) throw new StepError(`unknown resource type ${type}.`);
		const isSecret = received.some(({ secrets }) => secrets !== undefined);
		const resource: SteppedResource = { name, isSecret, urn: request.getUrn() };
		return { steps: steps[kind], session: this.#configured, resource };
	}
}

const kinds = Object.keys(steps) as ResourceKind[];

/** Source: Pulumi docs, "Resource names": `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
function resourceOf(request: ResourceRequest): { readonly type: string; readonly name: string } {
	const [, , types = "", ...name] = request.getUrn().split("::");
	return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

/** The ID of a resource to read. An import's ID also contains the username. */
function idOf(request: protocol.ReadRequest, { userPoolId, eventId }: Properties): string {
	return eventId === undefined ? request.getId() : `${userPoolId}/${eventId}`;
}

/** Keeps the completed part of a failed step in state. */
async function keepingPartialResult<T>(step: () => Promise<T>, ...received: readonly Received[]): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (!(error instanceof StepPartialFailure)) throw error;
		throw new ProtocolPartialFailure(error, send(error.properties, ...received));
	}
}

function differing(isDifferent: boolean): protocol.DiffResponse {
	const { DIFF_SOME, DIFF_NONE } = protocol.DiffResponse.DiffChanges;
	return new protocol.DiffResponse().setChanges(isDifferent ? DIFF_SOME : DIFF_NONE);
}

function toMessages(failures: readonly InputFailure[]): protocol.CheckFailure[] {
	return failures.map(({ property = "", reason }) =>
		new protocol.CheckFailure().setProperty(property).setReason(reason),
	);
}
