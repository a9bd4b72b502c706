import {
	type Emulator,
	type EmulatorContent,
	type EmulatorRequest,
	startEmulator,
} from "pulumi-cognito-feedback/emulator";
import { feedbackIn } from "../support/cognitoContent.ts";
import type { Moment } from "./moment.ts";

/** An emulator that records unnecessary requests, and those in flight at a moment. */
export class WatchedCognito {
	/** Events whose feedback was sent although Cognito already held it, once for each time. */
	readonly sentAgain: string[] = [];
	/** Events whose feedback was in flight at the moment: received without a response, or received later. */
	readonly inFlight = new Set<string>();
	#emulator: Emulator | undefined;
	#moment: Moment | undefined;

	private constructor() {}

	static async start(content: EmulatorContent): Promise<WatchedCognito> {
		const cognito = new WatchedCognito();
		cognito.#emulator = await startEmulator({ content, onRequest: (request) => cognito.#receive(request) });
		return cognito;
	}

	get endpoint(): string {
		return this.#started.endpoint;
	}

	/** The feedback that Cognito holds, by event ID. */
	feedback(): ReadonlyMap<string, string> {
		return new Map(Object.entries(feedbackIn(this.#started.content())));
	}

	/** Sets the moment to watch for; `undefined` for none. */
	watch(moment: Moment | undefined): void {
		this.#moment = moment;
	}

	async close(): Promise<void> {
		this.#moment?.over();
		await this.#emulator?.close();
	}

	#receive(request: EmulatorRequest): Promise<void> | undefined {
		const held = this.#moment?.pass(request);
		if (request.operation !== "AdminUpdateAuthEventFeedback") return held;
		const { EventId, FeedbackValue } = request.input;
		const eventId = String(EventId);
		if (this.feedback().get(eventId) === FeedbackValue) this.sentAgain.push(eventId);
		if (held || this.#moment?.isOver) this.inFlight.add(eventId);
		return held;
	}

	get #started(): Emulator {
		if (!this.#emulator) throw new Error("The emulator has not started");
		return this.#emulator;
	}
}
