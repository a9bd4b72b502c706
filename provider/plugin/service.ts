import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { FeedbackError } from "../cognito/feedbackError";
import { EngineReport } from "../engine/engineReport";
import { Session } from "../engine/session";
import { toPrint } from "../engine/toPrint";
import type { Context } from "../lifecycle/context";
import type { CheckFailure } from "../lifecycle/failure";
import { PartialFailure } from "../lifecycle/partialFailure";
import type { Properties } from "../lifecycle/properties";
import { adviceFor } from "./advice";
import {
	changedSettings,
	configurationFailures,
	readProviderConfiguration,
	unknownSettings,
} from "./configuration";
import { detailedDiff } from "./detailedDiff";
import { PartlyDone } from "./failure";
import { functions } from "./functions";
import type { ResourceType } from "./resources";
import { resourceTypes } from "./resources";
import type { Received } from "./values";
import { receive, send } from "./values";

/** The resource that a request is about. */
interface ResourceRequest {
	getUrn(): string;
}

/**
 * What the plugin answers to each call of Pulumi's engine.
 *
 * Source: Pulumi's provider protocol, `ResourceProvider`.
 */
export class PluginService {
	#report = new EngineReport();
	#session: Session | undefined;
	/** The name of the provider that this process is for. */
	#name = "default";

	handshake(): protocol.ProviderHandshakeResponse {
		// Secrets are to come as secrets, and to go back as such.
		return new protocol.ProviderHandshakeResponse().setAcceptSecrets(true);
	}

	/** The engine's address, where somebody has started this process to debug it. */
	attach(request: PluginAttach): Empty {
		this.#report = new EngineReport(request.getAddress());
		return new Empty();
	}

	getPluginInfo(): PluginInfo {
		const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
		return new PluginInfo().setVersion(version);
	}

	getSchema(): protocol.GetSchemaResponse {
		const schema = readFileSync(join(__dirname, "schema.json"), "utf8");
		return new protocol.GetSchemaResponse().setSchema(schema);
	}

	async checkConfig(request: protocol.CheckRequest): Promise<protocol.CheckResponse> {
		const { values: inputs } = receive(request.getNews());
		const { name } = resourceOf(request);
		this.#name = name;
		const unknown = unknownSettings(inputs);
		if (unknown.length > 0) {
			this.#report
				.about(request.getUrn())
				.warn(
					`${unknown.map((each) => `\`${each}\``).join(", ")} is known only after \`pulumi up\`, so this preview neither checks the decisions of this provider nor looks their events up.`,
				);
			await this.#report.delivered();
		}
		return new protocol.CheckResponse()
			.setInputs(request.getNews())
			.setFailuresList(toMessages(configurationFailures({ name, inputs })));
	}

	/** No setting says which pool a decision is in, so none replaces the provider and with it its decisions. */
	diffConfig(request: protocol.DiffRequest): protocol.DiffResponse {
		const [olds, news] = [receive(request.getOldInputs()).values, receive(request.getNews()).values];
		const changed = changedSettings(olds, news);
		return differing(changed.length > 0).setDiffsList(changed);
	}

	configure(request: protocol.ConfigureRequest): protocol.ConfigureResponse {
		const { values: inputs } = receive(request.getArgs());
		// Not in an SDK as old as 3.139.0, for which the name is the one that was checked.
		const name = request.getName?.() ?? this.#name;
		const configuration = readProviderConfiguration({ name, inputs });
		this.#session = new Session({ ...configuration, advice: adviceFor(name) }, this.#report);
		return new protocol.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
	}

	async check(request: protocol.CheckRequest): Promise<protocol.CheckResponse> {
		const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
		const { inputs, failures } = await this.#run(request, (type, context, known) =>
			type.check(context, olds.values, known(news)),
		);
		return new protocol.CheckResponse().setInputs(send(inputs, news)).setFailuresList(toMessages(failures));
	}

	async diff(request: protocol.DiffRequest): Promise<protocol.DiffResponse> {
		const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
		const { changes, replaces } = await this.#run(request, (type, context, known) =>
			type.diff(context, known(olds), known(news)),
		);
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
		const { id, outs } = await this.#run(request, async (type, context, known) => {
			if (request.getPreview()) return { id: "", outs: type.preview(inputs.values) };
			return keepingWhatIsDone(() => type.create(context, known(inputs)), inputs);
		});
		return new protocol.CreateResponse().setId(id).setProperties(send(outs, inputs));
	}

	async update(request: protocol.UpdateRequest): Promise<protocol.UpdateResponse> {
		const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
		const outs = await this.#run(request, async (type, context, known) => {
			if (request.getPreview()) return type.preview(news.values, olds.values);
			return keepingWhatIsDone(
				() => type.update(context, request.getId(), known(olds), known(news)),
				olds,
				news,
			);
		});
		return new protocol.UpdateResponse().setProperties(send(outs, news));
	}

	async read(request: protocol.ReadRequest): Promise<protocol.ReadResponse> {
		const state = receive(request.getProperties());
		const { id, props, inputs } = await this.#run(request, (type, context, known) =>
			type.read(context, request.getId(), known(state)),
		);
		// Without properties it is gone.
		if (id === "") return new protocol.ReadResponse();
		const response = new protocol.ReadResponse().setId(id).setProperties(send(props, state));
		return inputs ? response.setInputs(send(inputs, state, receive(request.getInputs()))) : response;
	}

	async delete(request: protocol.DeleteRequest): Promise<Empty> {
		const outputs = receive(request.getProperties());
		await this.#run(request, (type, context, known) => type.delete(context, known(outputs)));
		return new Empty();
	}

	async invoke(request: protocol.InvokeRequest): Promise<protocol.InvokeResponse> {
		const token = request.getTok();
		const run = functions[token];
		if (!run) throw new FeedbackError(`there is no function ${token}.`);
		const { values, secrets } = receive(request.getArgs());
		const result = await this.#configured.run((context) => run(context, values));
		// What is found by a secret is one.
		const hidden = new Map(Object.keys(secrets ? result : {}).map((field) => [field, true] as const));
		return new protocol.InvokeResponse().setReturn(send(result, { values, secrets: hidden }));
	}

	cancel(): Empty {
		this.#session?.cancel();
		return new Empty();
	}

	/** The engine was killed. */
	end(): void {
		if (this.#session) this.#session.end();
		else process.exit(1);
	}

	get #configured(): Session {
		if (!this.#session) throw new Error("Pulumi called a step of the provider before `Configure`");
		return this.#session;
	}

	/** Runs a step for the resource of a request. */
	#run<T>(
		request: ResourceRequest,
		step: (type: ResourceType, context: Context, known: (received: Received) => Properties) => T | Promise<T>,
	): Promise<T> {
		const { type, name } = resourceOf(request);
		const resourceType = resourceTypes[type];
		if (!resourceType) throw new FeedbackError(`there is no resource type ${type}.`);
		/** Properties with what the lifecycle is to know of the resource beside them. */
		const known = ({ values, secrets }: Received) => ({
			...values,
			__label: name,
			...(secrets && { __secret: true }),
		});
		return this.#configured.run((context) => step(resourceType, context, known), request.getUrn());
	}
}

/** Source: Pulumi docs, "Resource names": `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
function resourceOf(request: ResourceRequest): { readonly type: string; readonly name: string } {
	const [, , types = "", ...name] = request.getUrn().split("::");
	return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

/** Has state keep what a step did before it failed. */
async function keepingWhatIsDone<T>(step: () => Promise<T>, ...received: readonly Received[]): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (!(error instanceof PartialFailure)) throw error;
		throw new PartlyDone(error, send(error.properties, ...received));
	}
}

function differing(isDifferent: boolean): protocol.DiffResponse {
	const { DIFF_SOME, DIFF_NONE } = protocol.DiffResponse.DiffChanges;
	return new protocol.DiffResponse().setChanges(isDifferent ? DIFF_SOME : DIFF_NONE);
}

function toMessages(failures: readonly CheckFailure[]): protocol.CheckFailure[] {
	return toPrint(failures).map(({ property = "", reason }) =>
		new protocol.CheckFailure().setProperty(property).setReason(reason),
	);
}
