import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWholeFile } from "../../files/index.ts";
import type { EmulatorAuthEvent, EmulatorContent, EmulatorUser, EmulatorUserPool } from "../content.ts";
import { seededRandom } from "../faults/random.ts";
import { epochSeconds } from "../timestamp.ts";
import type { EmulatorLogFaults } from "./faults.ts";
import { checkLogFaults } from "./faults.ts";
import type { LogMessage } from "./line.ts";
import { logDate, logLine, stepsOf } from "./line.ts";

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
		for (const pool of content.UserPools) {
			if (pool.UserPoolAddOns?.AdvancedSecurityMode === "OFF") continue;
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

/** The log message of an event. It has no time zone, and fields missing in the content are empty. */
function messageOf(
	userPoolId: string,
	{ Username, Attributes = [] }: EmulatorUser,
	event: EmulatorAuthEvent,
): LogMessage {
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
		),
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

function dateOf(date: EmulatorAuthEvent["CreationDate"]): string {
	return date === undefined ? "" : logDate(epochSeconds(date) * 1_000);
}
