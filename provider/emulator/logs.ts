import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWholeFile } from "../files/index.ts";
import type { EmulatorAuthEvent, EmulatorContent, EmulatorUser, EmulatorUserPool } from "./content.ts";
import { seededRandom } from "./faults/random.ts";
import { isProtected } from "./store.ts";
import { epochSeconds } from "./timestamp.ts";
import { expectValue, isRecord } from "./values.ts";

/** Faults in the delivery of exported log lines: each a probability from 0 to 1, and 0 by default. */
export interface EmulatorLogFaults {
	/** A line is written twice. */
	readonly doubled?: number;
	/** A line is not written. */
	readonly lost?: number;
	/** A line is written to a second file, when the first response is sent or the emulator stops. */
	readonly late?: number;
	/** An event with several challenges has a line for each; all but the last are `InProgress`. */
	readonly multiStep?: number;
}

const faultNames: readonly string[] = [
	"doubled",
	"lost",
	"late",
	"multiStep",
] satisfies (keyof EmulatorLogFaults)[];

/** @throws EmulatorError `InvalidParameterException` that names the mistake */
function checkLogFaults(faults: unknown): asserts faults is EmulatorLogFaults {
	expectValue(isRecord(faults), "logFaults", faults, "an object");
	for (const [name, value] of Object.entries(faults)) {
		expectValue(faultNames.includes(name), `logFaults.${name}`, value, `only ${faultNames.join(", ")}`);
		const isShare = typeof value === "number" && value >= 0 && value <= 1;
		expectValue(isShare, `logFaults.${name}`, value, "a number from 0 to 1");
	}
}

/**
 * Parses log faults from a command line: `doubled=0.1,lost=0.05`.
 *
 * @throws EmulatorError `InvalidParameterException` that names the mistake
 */
export function parseLogFaults(text: string): EmulatorLogFaults {
	const faults: unknown = Object.fromEntries(
		text.split(",").map((part) => {
			const [name = "", value = ""] = part.split("=");
			return [name.trim(), value.trim() === "" ? value : Number(value)];
		}),
	);
	checkLogFaults(faults);
	return faults;
}

/** Writes the events of a content as Cognito exports them, and holds back late lines. */
export class LogExport {
	/** The late lines by file. */
	readonly #late = new Map<string, string>();

	/**
	 * Writes a file for each pool with threat protection: its lines in order of time.
	 *
	 * @throws Error if a fault is invalid or a file cannot be written
	 */
	constructor(folder: string, content: EmulatorContent, faults: EmulatorLogFaults = {}, seed = 1) {
		checkLogFaults(faults);
		if (!existsSync(folder)) throw new Error(`The log folder ${folder} does not exist. Create it.`);
		const random = seededRandom(seed);
		for (const pool of content.UserPools.filter(isProtected)) {
			const { now, later } = deliver(linesOf(pool, faults, random), faults, random);
			const late = join(folder, `${pool.Id}-late.json`);
			// A file left by an earlier run would make the lines arrive too early.
			rmSync(late, { force: true });
			writeWholeFile(join(folder, `${pool.Id}.json`), now);
			if (later !== "") this.#late.set(late, later);
		}
	}

	/** Writes the late lines, only once. */
	writeLate(): void {
		for (const [path, lines] of this.#late) {
			writeWholeFile(path, lines);
			this.#late.delete(path);
		}
	}
}

function deliver(
	lines: readonly string[],
	{ doubled = 0, lost = 0, late = 0 }: EmulatorLogFaults,
	random: () => number,
) {
	const delivered = { now: "", later: "" };
	for (const line of lines) {
		if (random() < lost) continue;
		const copies = random() < doubled ? 2 : 1;
		for (let copy = 0; copy < copies; copy++) delivered[random() < late ? "later" : "now"] += `${line}\n`;
	}
	return delivered;
}

/** The duration of a step of a sign-in, in milliseconds. */
const stepTime = 5_000;

function linesOf(
	pool: EmulatorUserPool,
	{ multiStep = 0 }: EmulatorLogFaults,
	random: () => number,
): string[] {
	const lines = (pool.Users ?? []).flatMap((user) =>
		(user.AuthEvents ?? []).flatMap((event) => {
			const message = messageOf(pool.Id, user, event);
			const time = Math.floor(epochSeconds(event.CreationDate ?? 0) * 1_000);
			const messages = random() < multiStep ? stepsOf(message) : [message];
			return messages.map((each, step) => ({ time: time + step * stepTime, message: each }));
		}),
	);
	return lines.sort((one, other) => one.time - other.time).map(({ time, message }) => logLine(time, message));
}

/**
 * The `message` of an exported line: the fields of AWS's only example of `userAuthEvents`. All are text except the challenges,
 * such as `Password:Success`.
 *
 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools".
 */
export type LogMessage = Readonly<ReturnType<typeof messageOf>>;

/** The log message of an event. It has no time zone, and fields missing in the content are empty. */
function messageOf(
	userPoolId: string,
	{ Username, Attributes = [] }: EmulatorUser,
	event: EmulatorAuthEvent,
) {
	const { EventRisk: risk, EventContextData: context, EventFeedback: feedback } = event;
	return {
		version: "1",
		eventId: event.EventId,
		eventType: event.EventType ?? "",
		userSub: Attributes.find(({ Name }) => Name === "sub")?.Value ?? "",
		userName: Username,
		userPoolId,
		clientId: "",
		creationDate: dateOf(event.CreationDate),
		eventResponse: event.EventResponse ?? "",
		riskLevel: risk?.RiskLevel ?? "",
		// AWS's example has this value where the API returns NoRisk.
		riskDecision: risk?.RiskDecision === "NoRisk" ? "PASS" : (risk?.RiskDecision ?? ""),
		challenges: (event.ChallengeResponses ?? []).map(
			({ ChallengeName = "", ChallengeResponse = "" }) => `${ChallengeName}:${ChallengeResponse}`,
		) as readonly string[],
		deviceName: context?.DeviceName ?? "",
		ipAddress: context?.IpAddress ?? "",
		requestId: event.EventId,
		idpName: "",
		compromisedCredentialDetected: String(risk?.CompromisedCredentialsDetected ?? false),
		city: context?.City ?? "",
		country: context?.Country ?? "",
		eventFeedbackValue: feedback?.FeedbackValue ?? "",
		eventFeedbackDate: dateOf(feedback?.FeedbackDate),
		eventFeedbackProvider: feedback?.Provider ?? "",
		hasContextData: String(context !== undefined),
	};
}

/**
 * Formats a line as Cognito exports it, without the line break. The `eventSource` is that of real lines; AWS's example differs.
 */
export function logLine(timestamp: number, message: LogMessage): string {
	return JSON.stringify({
		eventTimestamp: String(timestamp),
		eventSource: "USER_AUTH_EVENTS",
		logLevel: "INFO",
		message,
		logSourceId: { userPoolId: message.userPoolId },
	});
}

/** The messages of a sign-in with several challenges: `InProgress` after each but the last, and then the result. */
export function stepsOf(message: LogMessage): LogMessage[] {
	const earlier = message.challenges.slice(1).map((_, index) => ({
		...message,
		eventResponse: "InProgress",
		challenges: message.challenges.slice(0, index + 1),
	}));
	return [...earlier, message];
}

/** Formats a time as in log lines, like Java's `Date.toString()`: `Wed Jul 17 17:25:55 UTC 2024`. */
export function logDate(time: number): string {
	const [weekday, day, month, year, clock] = new Date(time).toUTCString().split(/,? /);
	return `${weekday} ${month} ${day} ${clock} UTC ${year}`;
}

function dateOf(date: EmulatorAuthEvent["CreationDate"]): string {
	return date === undefined ? "" : logDate(epochSeconds(date) * 1_000);
}
