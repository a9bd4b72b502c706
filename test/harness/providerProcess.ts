import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { readConfiguration, stackWords } from "#provider/adapters/configuration";
import { handlerOf } from "#provider/adapters/dynamic/handler";
import { packDecisions } from "#provider/adapters/dynamic/packing";
import type { Message } from "#provider/adapters/messages";
import { ProtocolPartialFailure } from "#provider/adapters/plugin/failure";
import { PluginService } from "#provider/adapters/plugin/service";
import { type Reporter, Session } from "#provider/adapters/session";
import { typeTokens } from "#provider/adapters/typeTokens";
import { CognitoClient } from "#provider/cognito/client";
import { type Access, RateLimitedCognito } from "#provider/cognito/rateLimited";
import { type Adapter, dynamicProvider } from "../../workbench/project/adapters.ts";
import { holdsSecret, reveal } from "./secrets.ts";

export type Properties = Readonly<Record<string, unknown>>;

/** The resource types. */
export type ResourceType = "single" | "set";

/** The steps of a resource, called as Pulumi's engine calls an adapter. */
export interface Steps {
	/** Converts declared inputs as the program's SDK does. */
	declare(inputs: Properties): Properties;
	check(
		olds: Properties,
		news: Properties,
	): Promise<{ readonly inputs: Properties; readonly failures: readonly { readonly reason: string }[] }>;
	diff(
		olds: Properties,
		news: Properties,
	): Promise<{ readonly changes: boolean; readonly replaces: readonly string[] }>;
	create(inputs: Properties): Promise<{ readonly id: string; readonly outs: Properties }>;
	update(id: string, olds: Properties, news: Properties): Promise<Properties>;
	read(
		id: string,
		state: Properties,
	): Promise<{ readonly id: string; readonly props: Properties; readonly inputs?: Properties }>;
	delete(id: string, outputs: Properties): Promise<void>;
}

/** Simulates the process that Pulumi starts for each command, with the real adapter and the real AWS SDK. */
export interface ProviderProcess {
	stepsOf(type: ResourceType, name: string): Steps;
	readonly infos: readonly string[];
	readonly warnings: readonly string[];
}

export interface ProviderOptions {
	readonly endpoint: string;
	/** Default: the dynamic provider. */
	readonly adapter?: Adapter;
	/** Stack configuration by key, except for the endpoint. */
	readonly config?: Readonly<Record<string, string | undefined>>;
	/** In seconds; by default the provider's own. Shorter than users can configure, so that runs are fast. */
	readonly requestTimeout?: number;
}

export function startProvider(options: ProviderOptions): ProviderProcess {
	const report = new KeptReport();
	const settings: Readonly<Record<string, string | undefined>> = {
		"cognito-feedback:endpoint": options.endpoint,
		"cognito-feedback:requestsPerSecond": "10000",
		...options.config,
	};
	const { adapter = dynamicProvider, requestTimeout } = options;
	/** Each process has its own connections. */
	const connect = ({ connection, requestsPerSecond, listingRequestsPerSecond }: Access) =>
		new RateLimitedCognito(
			new CognitoClient({ ...connection, ...(requestTimeout && { requestTimeout }) }),
			requestsPerSecond,
			listingRequestsPerSecond,
		);
	const stepsOf =
		adapter.name === "plugin"
			? pluginSteps(settings, report, connect)
			: dynamicSteps(settings, report, connect);
	return { stepsOf, infos: report.infos, warnings: report.warnings };
}

/** Records reported messages. */
class KeptReport implements Reporter {
	readonly infos: string[] = [];
	readonly warnings: string[] = [];

	message({ severity, text }: Message): void {
		if (severity === "info") this.infos.push(text);
		if (severity === "warn") this.warnings.push(text);
	}

	async delivered(): Promise<void> {}
}

type Settings = Readonly<Record<string, string | undefined>>;
type Connect = (access: Access) => RateLimitedCognito;
type StepsOf = ProviderProcess["stepsOf"];

function dynamicSteps(settings: Settings, report: Reporter, connect: Connect): StepsOf {
	const configuration = readConfiguration((key) => settings[key], stackWords("aws"));
	const holder = { session: new Session(configuration, report, connect(configuration)) };
	return (type, name) => {
		const handler = handlerOf(type, holder);
		return {
			declare: (given) => {
				const { decisions, ...inputs } = reveal(given) as Properties;
				// A secret is an output, and decisions that contain an output are passed unchanged.
				const packed = holdsSecret(given.decisions) ? decisions : packDecisions(decisions);
				return {
					...inputs,
					...(decisions !== undefined && { decisions: packed }),
					...(holdsSecret(given) && { __secret: true }),
					__provider: `module.exports=require('pulumi-cognito-feedback/${type}')`,
					__label: name,
				};
			},
			check: async (olds, news) => {
				const { inputs = {}, failures = [] } = await handler.check(olds, news);
				return { inputs, failures };
			},
			diff: async (olds, news) => {
				const { changes = false, replaces = [] } = await handler.diff("", olds, news);
				return { changes, replaces };
			},
			create: async (inputs) => {
				const { id, outs = {} } = await handler.create(inputs);
				return { id, outs };
			},
			update: async (id, olds, news) => (await handler.update(id, olds, news)).outs ?? {},
			read: async (id, state) => {
				const { id: found = "", props = {}, inputs } = await handler.read(id, state);
				return { id: found, props, ...(inputs && { inputs }) };
			},
			delete: (id, outputs) => handler.delete(id, outputs),
		};
	};
}

function pluginSteps(settings: Settings, report: Reporter, connect: Connect): StepsOf {
	const service = new PluginService(report, connect);
	const own = Object.entries(settings).flatMap(([key, value]) =>
		value === undefined ? [] : [[key.slice(key.indexOf(":") + 1), value] as const],
	);
	const args = struct(Object.fromEntries(own));
	service.configure(new protocol.ConfigureRequest().setArgs(args));
	return (type, name) => {
		const urn = `urn:pulumi:test::test::${typeTokens.plugin[type]}::${name}`;
		return {
			declare: (inputs) => inputs,
			check: async (olds, news) => {
				const request = new protocol.CheckRequest().setUrn(urn).setOlds(struct(olds)).setNews(struct(news));
				const response = await service.check(request);
				const failures = response.getFailuresList().map((failure) => ({ reason: failure.getReason() }));
				return { inputs: properties(response.getInputs()), failures };
			},
			diff: async (olds, news) => {
				const request = new protocol.DiffRequest().setUrn(urn).setOlds(struct(olds)).setNews(struct(news));
				const response = await service.diff(request);
				const changes = response.getChanges() === protocol.DiffResponse.DiffChanges.DIFF_SOME;
				return { changes, replaces: response.getReplacesList() };
			},
			create: (inputs) =>
				asEngine(async () => {
					const request = new protocol.CreateRequest().setUrn(urn).setProperties(struct(inputs));
					const response = await service.create(request);
					return { id: response.getId(), outs: properties(response.getProperties()) };
				}),
			update: (id, olds, news) =>
				asEngine(async () => {
					const request = new protocol.UpdateRequest()
						.setId(id)
						.setUrn(urn)
						.setOlds(struct(olds))
						.setNews(struct(news));
					return properties((await service.update(request)).getProperties());
				}),
			read: async (id, state) => {
				const request = new protocol.ReadRequest().setId(id).setUrn(urn).setProperties(struct(state));
				const response = await service.read(request);
				return {
					id: response.getId(),
					props: properties(response.getProperties()),
					...(response.hasInputs() && { inputs: properties(response.getInputs()) }),
				};
			},
			delete: async (id, outputs) => {
				const request = new protocol.DeleteRequest().setId(id).setUrn(urn).setProperties(struct(outputs));
				await service.delete(request);
			},
		};
	};
}

function struct(values: Properties): structs.Struct {
	return structs.Struct.fromJavaScript(values as Parameters<typeof structs.Struct.fromJavaScript>[0]);
}

function properties(values: structs.Struct | undefined): Properties {
	return (values?.toJavaScript() ?? {}) as Properties;
}

/** Handles a partial failure as the engine handles it in the plugin's response. */
async function asEngine<T>(step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (!(error instanceof ProtocolPartialFailure)) throw error;
		const { id, reasons } = error.failure;
		throw Object.assign(new Error(error.message), { id, reasons, properties: properties(error.properties) });
	}
}
