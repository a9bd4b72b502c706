import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { expect } from "chai";
import { parseFeedbackFile } from "#provider/feedbackFile/index";
import {
	generateSignIns,
	LineWriter,
	type LogOptions,
	type Packing,
	type Scenario,
	type SignIn,
	writeLogs,
} from "../../../workbench/logs/index.ts";
import { repository } from "../../support/script.ts";

interface Line {
	readonly eventTimestamp: string;
	readonly message: {
		readonly eventId: string;
		readonly eventResponse: string;
		readonly challenges: string[];
	};
}

const events = (options: Partial<LogOptions> = {}) => [...generateSignIns({ events: 2_000, ...options })];
const lines = (options: ConstructorParameters<typeof LineWriter>[0], of = events()) => [
	...new LineWriter(options).all(of),
];
const parse = (line: string) => JSON.parse(line) as Line;

describe("workbench: generated logs", () => {
	it("are the same for the same seed, and differ for another", () => {
		expect(events({ seed: 3 })).to.deep.equal(events({ seed: 3 }));
		expect(events({ seed: 3 })).not.to.deep.equal(events({ seed: 4 }));
		const faults = { doubled: 0.1, lost: 0.1, late: 0.1, broken: 0.1, wrapped: 0.1, dated: 0.1 };
		expect(lines(faults)).to.deep.equal(lines(faults));
	});

	it("contain each event once, in the order of time, of users and attackers", () => {
		const all = events({ events: 12_000 });
		expect(new Set(all.map(({ eventId }) => eventId)).size).to.equal(all.length);
		const times = all.map(({ time }) => time);
		expect(times).to.deep.equal(times.toSorted((one, other) => one - other));
		expect([...new Set(all.map(({ story }) => story))].sort()).to.deep.equal([
			"newDevice",
			"stuffing",
			"takeover",
			"travel",
			"usual",
		]);
		expect(new Set(all.map(({ clientId }) => clientId)).size).to.equal(4);
	});

	it("contain a line for each challenge of an event, the last with its result", () => {
		const all = events({ events: 300 });
		const parsed = lines({}, all).map(parse);
		for (const { eventId, challenges, response } of all) {
			const own = parsed.filter(({ message }) => message.eventId === eventId).map(({ message }) => message);
			expect(own.map((message) => message.challenges)).to.deep.equal(
				challenges.map((_, index) => challenges.slice(0, index + 1)),
			);
			expect(own.at(-1)?.eventResponse).to.equal(response);
		}
		expect(lines({ steps: 0 }, all)).to.have.length(all.length);
	});

	it("lose, double and delay lines as often as configured, and count them", () => {
		const clean = lines({});
		const writer = new LineWriter({ lost: 0.1, doubled: 0.2, late: 0.3 });
		const written = [...writer.all(events())];
		const { counts } = writer;
		expect(written).to.have.length(counts.lines);
		expect(counts.lines).to.equal(clean.length - counts.lost + counts.doubled);
		expect(counts.lost / clean.length).to.be.closeTo(0.1, 0.02);
		expect(counts.late / counts.lines).to.be.closeTo(0.3, 0.02);
		expect(new Set(written).isSubsetOf(new Set(clean))).to.equal(true);
		const times = written.map((line) => Number(parse(line).eventTimestamp));
		expect(times).not.to.deep.equal(times.toSorted((one, other) => one - other));
	});

	it("can have broken, wrapped and dated lines", () => {
		const broken = lines({ broken: 1 }, events({ events: 200 }));
		for (const line of broken) expect(() => JSON.parse(line), line).to.throw();
		for (const line of lines({ dated: 1 }, events({ events: 20 })))
			expect(line).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z \{/);
		for (const line of lines({ wrapped: 1 }, events({ events: 20 }))) {
			const { message, logEvents } = JSON.parse(line);
			expect(parse(message ?? logEvents[0].message).message.eventId).to.have.length(36);
		}
	});

	it("include the feedback, or omit it", () => {
		const withFeedback = events({ scenario: "works", events: 2_000 }).filter(({ feedback }) => feedback);
		expect(withFeedback).not.to.have.length(0);
		for (const line of lines({}, withFeedback))
			expect(line).to.match(/"eventFeedbackValue":"(Valid|Invalid)"/);
		for (const line of lines({ feedback: false }, withFeedback))
			expect(line).to.include('"eventFeedbackValue":""');
	});

	/**
	 * The mean risk, from 0 to 3, of later events with the same user, device and address, by the feedback on the first.
	 */
	function laterRisk(all: readonly SignIn[], days: readonly [number, number] = [0, 1_000]) {
		const levels = { High: 3, Medium: 2, Low: 1 };
		const firsts = new Map<string, SignIn>();
		const sums = { Valid: [0, 0], Invalid: [0, 0], none: [0, 0] } satisfies Record<string, [number, number]>;
		for (const event of all) {
			const key = [event.username, event.device, event.ipAddress].join(" ");
			const risk = event.riskLevel ? levels[event.riskLevel] : 0;
			const first = firsts.get(key);
			if (first === undefined && risk > 1) firsts.set(key, event);
			if (first === undefined) continue;
			const age = (event.time - (first.feedback?.time ?? first.time)) / 86_400_000;
			const sum = sums[first.feedback?.value ?? "none"];
			if (age <= days[0] || age > days[1]) continue;
			sum[0] = (sum[0] ?? 0) + risk;
			sum[1] = (sum[1] ?? 0) + 1;
		}
		const mean = ([sum = 0, count = 0]: number[]) => sum / count;
		return { valid: mean(sums.Valid), invalid: mean(sums.Invalid), none: mean(sums.none) };
	}

	it("show the effect of feedback in their scenario", () => {
		const of = (scenario: Scenario) => events({ scenario, events: 30_000 });
		const works = laterRisk(of("works"));
		expect(works.none - works.valid).to.be.above(0.7);
		expect(works.invalid - works.none).to.be.above(0.2);
		for (const scenario of ["no-effect", "regression"] as const) {
			const { valid, invalid, none } = laterRisk(of(scenario));
			expect(valid, scenario).to.be.closeTo(none, 0.08);
			expect(invalid, scenario).to.be.closeTo(none, 0.08);
			expect(none, scenario).to.be.closeTo(scenario === "regression" ? 0.34 : 1.4, 0.1);
		}
		const fades = of("fades");
		const soon = laterRisk(fades, [0, 7]);
		const later = laterRisk(fades, [8, 30]);
		const gone = laterRisk(fades, [90, 400]);
		expect(soon.valid).to.be.below(later.valid - 0.1);
		expect(gone.valid).to.be.closeTo(gone.none, 0.08);
	});

	it("are written by `npm run generate-logs`, with the feedback and the truth beside them", async () => {
		const folder = mkdtempSync(join(tmpdir(), "generated-logs-"));
		const [out, decisions, truth] = ["out", "feedback.yaml", "truth.csv"].map((name) => join(folder, name));
		try {
			const program = join(repository, "tools/generate-logs/main.ts");
			const args = ["--events", "600", "--scenario", "works", "--packing", "plain", "--dirty", "0.3"];
			const files = ["--out", `${out}`, "--decisions", `${decisions}`, "--truth", `${truth}`];
			const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, ...files]);
			const counts = JSON.parse(stdout);
			expect(counts).to.include({ events: 600, files: 1 });
			for (const kind of ["broken", "wrapped", "dated"])
				expect(counts[kind] / counts.lines).to.be.closeTo(0.1, 0.05);
			const all = events({ scenario: "works", events: 600 });
			const file = parseFeedbackFile("feedback.yaml", readFileSync(`${decisions}`, "utf8"));
			const expected = all.flatMap(({ eventId, feedback }) =>
				feedback ? [[eventId, feedback.value] as const] : [],
			);
			expect([...file.decisions].map(([id, { feedbackValue }]) => [id, feedbackValue])).to.have.deep.members(
				expected,
			);
			expect(readFileSync(join(`${out}`, "userAuthEvents-00000.json"), "utf8")).not.to.match(
				/FeedbackValue":"[VI]/,
			);
			expect(readFileSync(`${truth}`, "utf8").trimEnd().split("\n")).to.have.length(601);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	const unpack = {
		gz: (bytes: Buffer) => gunzipSync(bytes),
		zst: (bytes: Buffer) => zstdDecompressSync(bytes),
		plain: (bytes: Buffer) => bytes,
	} satisfies Record<Packing, unknown>;

	for (const packing of ["gz", "zst", "plain"] as const)
		it(`are written into files, ${packing}`, async () => {
			const out = mkdtempSync(join(tmpdir(), "generated-logs-"));
			try {
				const { files } = await writeLogs({ out, packing, events: 1_000, eventsPerFile: 300, late: 0.1 });
				expect(readdirSync(out)).to.have.length(4);
				const text = files.map((file) => unpack[packing](readFileSync(file)).toString()).join("");
				expect(text.split("\n").sort()).to.deep.equal(
					["", ...lines({ late: 0.1 }, events({ events: 1_000 }))].sort(),
				);
			} finally {
				rmSync(out, { recursive: true });
			}
		});
});
