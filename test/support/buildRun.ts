import type { Configuration } from "#provider/adapters/configuration";
import { stackWords } from "#provider/adapters/configuration";
import { Session, type SessionCognito } from "#provider/adapters/session";
import { type ResourceKind, type SteppedResource, steps } from "#provider/adapters/steps";
import { FakeCognito } from "./fakeCognito.ts";
import { FakeReport } from "./fakeReport.ts";

type Properties = Readonly<Record<string, unknown>>;

/** A run of the provider with an object as its terminal, and an object or emulator as its Cognito. */
export class FakeRun<C extends SessionCognito = FakeCognito> {
	readonly cognito: C;
	readonly report = new FakeReport();
	readonly session: Session;
	readonly single: FakeSteps;
	readonly set: FakeSteps;

	constructor(given: Partial<Configuration>, cognito: C) {
		this.cognito = cognito;
		const configuration: Configuration = {
			problems: [],
			eventLookup: "required",
			evidence: "full",
			words: stackWords("aws"),
			connection: {},
			requestsPerSecond: 1_000,
			...given,
		};
		this.session = new Session(configuration, this.report, cognito);
		this.single = new FakeSteps(this.session, "single");
		this.set = new FakeSteps(this.session, "set");
	}
}

/**
 * The steps of a resource as an adapter runs them, over properties: `__label` is the resource's name, and `__secret` marks that
 * something of it is secret.
 */
export class FakeSteps {
	readonly #session: Session;
	readonly #kind: ResourceKind;

	constructor(session: Session, kind: ResourceKind) {
		this.#session = session;
		this.#kind = kind;
	}

	check(olds: Properties, news: Properties) {
		return steps[this.#kind].check(this.#session, resourceOf(news), olds, plain(news));
	}

	diff(olds: Properties, news: Properties) {
		return steps[this.#kind].diff(this.#session, resourceOf(news, olds), plain(olds), plain(news));
	}

	create(inputs: Properties) {
		return steps[this.#kind].create(this.#session, resourceOf(inputs), plain(inputs));
	}

	update(id: string, olds: Properties, news: Properties) {
		return steps[this.#kind].update(this.#session, resourceOf(news, olds), id, plain(olds), plain(news));
	}

	read(id: string, state: Properties) {
		return steps[this.#kind].read(this.#session, resourceOf(state), id, plain(state));
	}

	delete(outputs: Properties) {
		return steps[this.#kind].delete(this.#session, resourceOf(outputs), plain(outputs));
	}
}

function resourceOf(...properties: readonly Properties[]): SteppedResource {
	return {
		name: String(properties[0]?.__label ?? "resource"),
		isSecret: properties.some(({ __secret }) => __secret === true),
	};
}

function plain({ __label: _, __secret: __, ...properties }: Properties): Properties {
	return properties;
}

/**
 * Starts a run.
 *
 * @param given The stack configuration, where it differs from the default.
 * @param cognito Cognito as an earlier run left it. Default: an empty one.
 */
export function buildRun(given: Partial<Configuration> = {}, cognito = new FakeCognito()): FakeRun {
	return new FakeRun(given, cognito);
}
