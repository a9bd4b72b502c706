import { type LogMessage, logDate, logLine, stepsOf } from "#provider/emulator/logs";
import { type Draws, drawsOf } from "./random.ts";
import type { SignIn } from "./signIn.ts";

/** Faults in the delivery of lines; each a share from 0 to 1, by default 0. */
export interface LineFaults {
	/** Lines that are delivered twice. */
	readonly doubled?: number;
	/** Lines that are never delivered. */
	readonly lost?: number;
	/** Lines that are delivered after up to 4,096 later ones. */
	readonly late?: number;
	/** Lines that are cut off or contain something else: their event is lost unless another line contains it. */
	readonly broken?: number;
	/** Lines in an envelope: the batch of a subscription, or an object whose `message` is the line. */
	readonly wrapped?: number;
	/** Lines that begin with a time. */
	readonly dated?: number;
}

/** How events become lines. */
export interface LineOptions extends LineFaults {
	/** Default: {@link generatedPool}. */
	readonly userPoolId?: string;
	/** The share of events with several challenges that have a line for each. Default: 1. */
	readonly steps?: number;
	/** Whether lines contain the feedback. Default: true. */
	readonly feedback?: boolean;
	/** Default: 1. */
	readonly seed?: number;
}

/** The number of lines, and of the faults that happened to them. */
export interface LineCounts {
	/** The number of lines written, including doubled ones. */
	lines: number;
	doubled: number;
	lost: number;
	late: number;
	broken: number;
	wrapped: number;
	dated: number;
}

export const generatedPool = "eu-central-1_Generated";

/** The `message` of the last line of a sign-in. */
export function messageOf(
	event: SignIn,
	{ userPoolId = generatedPool, feedback = true }: LineOptions = {},
): LogMessage {
	const logged = feedback ? event.feedback : undefined;
	return {
		version: "1",
		eventId: event.eventId,
		eventType: event.type,
		userSub: event.userSub,
		userName: event.username,
		userPoolId,
		clientId: event.clientId,
		creationDate: logDate(event.time),
		eventResponse: event.response,
		riskLevel: event.riskLevel ?? "",
		riskDecision: event.riskDecision === "NoRisk" ? "PASS" : event.riskDecision,
		challenges: event.challenges,
		deviceName: event.device,
		ipAddress: event.ipAddress,
		requestId: event.requestId,
		idpName: event.idpName,
		compromisedCredentialDetected: String(event.compromised),
		city: event.city,
		country: event.country,
		eventFeedbackValue: logged?.value ?? "",
		eventFeedbackDate: logged ? logDate(logged.time) : "",
		eventFeedbackProvider: logged ? "Admin" : "",
		hasContextData: String(event.hasContext),
	};
}

/** The maximum number of later lines that a late one waits for: a power of two. */
const longestWait = 4_096;

/** Writes the lines of events with the faults of the options, and counts them in `counts`. */
export class LineWriter {
	readonly counts: LineCounts = { lines: 0, doubled: 0, lost: 0, late: 0, broken: 0, wrapped: 0, dated: 0 };
	readonly #options: LineOptions;
	readonly #draws: Draws;
	/** Late lines, by the number of lines after which they are delivered. */
	readonly #waiting: (string[] | undefined)[] = new Array(longestWait);
	#number = 0;

	constructor(options: LineOptions = {}) {
		this.#options = options;
		this.#draws = drawsOf((options.seed ?? 1) + 7_919);
	}

	/** The lines of all these events, without line breaks. */
	*all(events: Iterable<SignIn>): Generator<string, void, undefined> {
		for (const event of events) yield* this.linesOf(event);
		yield* this.rest();
	}

	/** The lines to deliver when an event happens: its own, and late ones of others. */
	linesOf(event: SignIn): string[] {
		const { steps = 1 } = this.#options;
		const message = messageOf(event, this.#options);
		const messages = event.challenges.length > 1 && this.#chance(steps) ? stepsOf(message) : [message];
		const lines: string[] = [];
		for (const [index, each] of messages.entries()) {
			// Each challenge takes time; its line is written with its result.
			this.#deliver(logLine(event.time + 300 + 9_000 * index, each), event.time, lines);
		}
		return lines;
	}

	/** The late lines that are still waiting at the end. */
	rest(): string[] {
		const lines: string[] = [];
		for (let count = 0; count < longestWait; count++) this.#pass(lines);
		return lines;
	}

	#deliver(line: string, time: number, lines: string[]): void {
		this.#pass(lines);
		const { doubled = 0, lost = 0, late = 0 } = this.#options;
		if (this.#happens("lost", lost)) return;
		const written = this.#dress(line, time);
		const copies = this.#happens("doubled", doubled) ? 2 : 1;
		for (let copy = 0; copy < copies; copy++) {
			this.counts.lines++;
			if (this.#happens("late", late)) this.#wait(written);
			else lines.push(written);
		}
	}

	#wait(line: string): void {
		const place = (this.#number + 1 + this.#draws.below(longestWait - 1)) % longestWait;
		this.#waiting[place] = [...(this.#waiting[place] ?? []), line];
	}

	/** Counts one more line, and delivers those that waited for it. */
	#pass(lines: string[]): void {
		this.#number = (this.#number + 1) % longestWait;
		const come = this.#waiting[this.#number];
		if (come === undefined) return;
		lines.push(...come);
		this.#waiting[this.#number] = undefined;
	}

	#dress(line: string, time: number): string {
		const { broken = 0, wrapped = 0, dated = 0 } = this.#options;
		if (this.#happens("broken", broken)) return this.#broken(line);
		if (this.#happens("wrapped", wrapped)) return this.#wrapped(line, time);
		return this.#happens("dated", dated) ? `${new Date(time).toISOString()} ${line}` : line;
	}

	#broken(line: string): string {
		const kind = this.#draws.below(3);
		if (kind === 0) return line.slice(0, 1 + this.#draws.below(line.length - 1));
		return kind === 1 ? line.replace('"message":{', '"message":[{') : "This is no event.";
	}

	#wrapped(line: string, time: number): string {
		if (this.#chance(0.5)) return JSON.stringify({ message: line });
		return JSON.stringify({
			messageType: "DATA_MESSAGE",
			owner: "123456789012",
			logGroup: "/aws/vendedlogs/cognito",
			logStream: "userAuthEvents",
			subscriptionFilters: ["all"],
			logEvents: [{ id: String(this.#number).padStart(56, "3"), timestamp: time, message: line }],
		});
	}

	#happens(what: Exclude<keyof LineCounts, "lines">, share: number): boolean {
		const happens = this.#chance(share);
		if (happens) this.counts[what]++;
		return happens;
	}

	/** Draws no number if the share is 0, so that most pools are generated faster. */
	#chance(share: number): boolean {
		return share > 0 && (share >= 1 || this.#draws.chance(share));
	}
}
