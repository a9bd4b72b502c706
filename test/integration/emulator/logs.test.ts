import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
	type EmulatorContent,
	type EmulatorLogFaults,
	type EmulatorOptions,
	exampleContent,
	startEmulator,
} from "#provider/emulator/index";
import { emulators } from "../../support/emulatorClient.ts";
import { aliceWith, eventsInARow, poolWith } from "../../support/emulatorContent.ts";
import { emulatorFolders } from "../../support/emulatorFile.ts";

interface Line {
	readonly eventTimestamp: string;
	readonly eventSource: string;
	readonly logLevel: string;
	readonly message: Readonly<Record<string, unknown>>;
	readonly logSourceId: unknown;
}

function linesOf(path: string): Line[] {
	return readFileSync(path, "utf8")
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line));
}

const idsOf = (lines: readonly Line[]) => lines.map(({ message }) => message.eventId);

describe("emulator: exported logs", () => {
	const folderOf = emulatorFolders();
	const start = emulators();

	/** Starts an emulator that writes logs; returns the path of those of the pool `eu-central-1_Test`. */
	async function startWith(
		content: EmulatorContent,
		logFaults?: EmulatorLogFaults,
		more: EmulatorOptions = {},
	) {
		const logDir = await folderOf();
		const one = await start({ content, logDir, ...(logFaults && { logFaults }), ...more });
		const [file, late] = ["", "-late"].map((suffix) => join(logDir, `eu-central-1_Test${suffix}.json`));
		return { one, file: file ?? "", late: late ?? "" };
	}

	it("have the content's events in AWS's format", async () => {
		const logDir = await folderOf();
		const content = exampleContent();
		await start({ content, logDir });
		const events = content.UserPools[0]?.Users?.flatMap(({ AuthEvents = [] }) => AuthEvents) ?? [];
		const lines = linesOf(join(logDir, "eu-central-1_Quickstrt.json"));
		expect(idsOf(lines).sort()).to.deep.equal(events.map(({ EventId }) => EventId).sort());
		expect(
			lines.find(({ message }) => message.eventId === "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841"),
		).to.deep.equal({
			eventTimestamp: "1795162440000",
			eventSource: "USER_AUTH_EVENTS",
			logLevel: "INFO",
			message: {
				version: "1",
				eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
				eventType: "SignIn",
				userSub: "8c0a1f52-3b7e-4d19-a6c4-5e2f90b7d311",
				userName: "alice",
				userPoolId: "eu-central-1_Quickstrt",
				clientId: "",
				creationDate: "Fri Nov 20 08:14:00 UTC 2026",
				eventResponse: "Pass",
				riskLevel: "High",
				riskDecision: "AccountTakeover",
				challenges: ["Password:Success", "Mfa:Success"],
				deviceName: "Chrome 141, Windows 11",
				ipAddress: "203.0.113.7",
				requestId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
				idpName: "",
				compromisedCredentialDetected: "false",
				city: "Berlin",
				country: "Germany",
				eventFeedbackValue: "",
				eventFeedbackDate: "",
				eventFeedbackProvider: "",
				hasContextData: "true",
			},
			logSourceId: { userPoolId: "eu-central-1_Quickstrt" },
		});
	});

	it("have PASS for no risk, and feedback that existed at the start", async () => {
		const feedback = { FeedbackValue: "Valid", Provider: "Admin", FeedbackDate: "2026-11-21T10:00:09Z" };
		const { file } = await startWith(
			aliceWith({ EventId: "e1", EventRisk: { RiskDecision: "NoRisk" }, EventFeedback: feedback }),
		);
		expect(linesOf(file)[0]?.message).to.include({
			riskDecision: "PASS",
			riskLevel: "",
			eventFeedbackValue: "Valid",
			eventFeedbackDate: "Sat Nov 21 10:00:09 UTC 2026",
			eventFeedbackProvider: "Admin",
		});
	});

	it("are in the order of time, and only of pools with threat protection", async () => {
		const [one, two, three] = eventsInARow(3);
		const users = [one, two, three].map((event, index) => ({
			Username: `u${3 - index}`,
			AuthEvents: event ? [event] : [],
		}));
		const { file } = await startWith(poolWith(users.toReversed()));
		expect(idsOf(linesOf(file))).to.deep.equal(["e1", "e2", "e3"]);
		expect(existsSync((await startWith(poolWith(users, "OFF"))).file)).to.equal(false);
	});

	it("have a line for each challenge, on demand", async () => {
		const ChallengeResponses = ["Failure", "Success"].map((result) => ({
			ChallengeName: "Mfa",
			ChallengeResponse: result,
		}));
		const event = { EventId: "e1", CreationDate: 1_000, EventResponse: "Pass", ChallengeResponses };
		const { file } = await startWith(aliceWith(event), { multiStep: 1 });
		expect(
			linesOf(file).map(({ eventTimestamp, message }) => [
				eventTimestamp,
				message.eventResponse,
				message.challenges,
			]),
		).to.deep.equal([
			["1000000", "InProgress", ["Mfa:Failure"]],
			["1005000", "Pass", ["Mfa:Failure", "Mfa:Success"]],
		]);
		expect(linesOf((await startWith(aliceWith(event))).file)).to.have.length(1);
	});

	it("are doubled and lost as often as configured, and the same for the same seed", async () => {
		const content = aliceWith(...eventsInARow(200));
		const faults = { doubled: 0.2, lost: 0.1 };
		const ids = idsOf(linesOf((await startWith(content, faults)).file));
		expect(200 - new Set(ids).size).to.be.within(8, 34);
		expect(ids.length - new Set(ids).size).to.be.within(18, 56);
		expect(idsOf(linesOf((await startWith(content, faults)).file))).to.deep.equal(ids);
		expect(idsOf(linesOf((await startWith(content, faults, { faultSeed: 2 })).file))).not.to.deep.equal(ids);
	});

	it("arrive late with the first response, or when the emulator stops", async () => {
		const { one, file, late } = await startWith(aliceWith(...eventsInARow(50)), { late: 0.5 });
		const early = idsOf(linesOf(file));
		expect(early.length).to.be.within(10, 40);
		expect(existsSync(late)).to.equal(false);
		await one.list();
		expect([...early, ...idsOf(linesOf(late))]).to.have.members(
			eventsInARow(50).map(({ EventId }) => EventId),
		);
		const other = await startWith(aliceWith(...eventsInARow(50)), { late: 1 });
		await other.one.close();
		expect(linesOf(other.late)).to.have.length(50);
	});

	for (const [options, expected] of [
		[{ logDir: "/does/not/exist" }, "The log folder /does/not/exist does not exist. Create it."],
		[{ logFaults: {} }, "`logFaults` requires `logDir`."],
		[
			{ logDir: ".", logFaults: { doubled: 2 } },
			"logFaults.doubled: expected a number from 0 to 1; found 2.",
		],
		[
			{ logDir: ".", logFaults: { twice: 1 } },
			"logFaults.twice: expected only doubled, lost, late, multiStep; found 1.",
		],
	] as const)
		it(`are rejected with ${JSON.stringify(options)}`, async () => {
			const error = await startEmulator(options as EmulatorOptions).then(
				() => expect.fail("it started"),
				(reason: Error) => reason.message,
			);
			expect(error).to.equal(expected);
		});
});
