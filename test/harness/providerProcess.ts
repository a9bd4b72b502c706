import { AwsFeedbackService } from "#provider/cognito/awsFeedbackService";
import { PacedFeedbackService } from "#provider/cognito/pacedFeedbackService";
import { restoreEvidence, storeEvidence } from "#provider/dynamic/storedEvidence";
import { checkDecision } from "#provider/lifecycle/check";
import { readConfiguration } from "#provider/lifecycle/configuration";
import { createContext } from "#provider/lifecycle/context";
import type { Decision } from "#provider/lifecycle/decision";
import { diffDecision } from "#provider/lifecycle/diff";
import { leaveBehind } from "#provider/lifecycle/leaveBehind";
import { readDecision } from "#provider/lifecycle/read";
import { createSet, updateSet } from "#provider/lifecycle/set/apply";
import { checkSet } from "#provider/lifecycle/set/check";
import { diffSet } from "#provider/lifecycle/set/diff";
import { decisionsOf } from "#provider/lifecycle/set/member";
import { readSet } from "#provider/lifecycle/set/read";
import { createDecision, updateDecision } from "#provider/lifecycle/submit";
import { FakeReport } from "../support/fakeReport.ts";

export type Properties = Readonly<Record<string, unknown>>;

/** The kinds of resources. */
export type ResourceType = "single" | "set";

/** The steps of a dynamic provider, as Pulumi calls them. */
export interface Steps {
	check(
		olds: Properties,
		news: Properties,
	): Promise<{ readonly inputs: Properties; readonly failures: readonly { readonly reason: string }[] }>;
	diff(
		olds: Properties,
		news: Properties,
	): { readonly changes: boolean; readonly replaces: readonly string[] };
	create(inputs: Properties): Promise<{ readonly id: string; readonly outs: object }>;
	update(id: string, olds: Properties, news: Properties): Promise<object>;
	read(
		id: string,
		state: Properties,
	): Promise<{ readonly id: string; readonly props: Properties; readonly inputs?: Properties }>;
	delete(outputs: Properties): void;
}

/** What Pulumi starts for each command, with the real AWS SDK in it. */
export interface ProviderProcess {
	readonly steps: Readonly<Record<ResourceType, Steps>>;
	readonly infos: readonly string[];
	readonly warnings: readonly string[];
}

export interface ProviderOptions {
	readonly endpoint: string;
	/** Stack configuration by key, beside the endpoint. */
	readonly config?: Readonly<Record<string, string | undefined>>;
	/** In seconds; by default what the provider itself waits. Shorter than users can configure, so that runs are quick. */
	readonly requestTimeout?: number;
}

export function startProvider({ endpoint, config, requestTimeout }: ProviderOptions): ProviderProcess {
	const settings: Readonly<Record<string, string | undefined>> = {
		"cognito-feedback:endpoint": endpoint,
		"cognito-feedback:requestsPerSecond": "10000",
		...config,
	};
	const configuration = readConfiguration((key) => settings[key]);
	const connection = { ...configuration.connection, ...(requestTimeout && { requestTimeout }) };
	const service = new PacedFeedbackService(
		new AwsFeedbackService(connection),
		configuration.requestsPerSecond,
	);
	const report = new FakeReport();
	const context = createContext(configuration, service, report);

	/** As provider/dynamic/authEventFeedback.ts. */
	const single: Steps = {
		async check(olds, news) {
			const { inputs, failures } = await checkDecision(context, restoreEvidence(olds), news);
			return { inputs: storeEvidence(inputs), failures };
		},
		diff: (olds, news) => diffDecision(context, restoreEvidence(olds), restoreEvidence(news)),
		create: (inputs) => createDecision(context, inputs as unknown as Decision),
		update: (_id, olds, news) => updateDecision(context, olds, news as unknown as Decision),
		async read(id, state) {
			const { props, inputs, ...rest } = await readDecision(context, id, restoreEvidence(state));
			return { ...rest, props: storeEvidence(props), ...(inputs && { inputs: storeEvidence(inputs) }) };
		},
		delete: (outputs) => leaveBehind(context, [outputs as unknown as Decision]),
	};
	/** As provider/dynamic/authEventFeedbackSet.ts. */
	const set: Steps = {
		check: (olds, news) => checkSet(context, olds, news),
		diff: (olds, news) => diffSet(context, olds, news),
		create: (inputs) => createSet(context, inputs),
		update: (id, olds, news) => updateSet(context, id, olds, news),
		read: (id, state) => readSet(context, id, state),
		delete: (outputs) => leaveBehind(context, decisionsOf(outputs)),
	};
	return { steps: { single, set }, infos: report.infos, warnings: report.warnings };
}
