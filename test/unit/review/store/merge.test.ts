import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { openStore } from "#review/store/index";
import { logLine, logPool } from "../../../support/logLines.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

interface Line {
	readonly event: number;
	readonly at: number;
	readonly challenges: readonly string[];
	readonly response: string;
	readonly level: string;
	readonly device: string;
}

const line: fc.Arbitrary<Line> = fc.record({
	event: fc.nat({ max: 4 }),
	at: fc.nat({ max: 3 }),
	challenges: fc.array(fc.constantFrom("Password:Success", "Mfa:Failure", "x:y"), { maxLength: 3 }),
	response: fc.constantFrom("Pass", "Fail", "InProgress", ""),
	level: fc.constantFrom("", "Low", "MEDIUM", "High", "null", "Extreme"),
	device: fc.constantFrom("a", "b"),
});

function textOf({ event, at, challenges, response, level, device }: Line, prefix: string): string {
	const message = {
		eventId: `${prefix}-${event}`,
		challenges,
		eventResponse: response,
		riskLevel: level,
		deviceName: device,
	};
	return logLine(message, { eventTimestamp: String(1_795_000_000_000 + at) });
}

interface Merged {
	readonly challenges: number;
	readonly at: number;
	readonly isFinal: boolean;
	readonly level: string | null;
}

const levels = ["Low", "Medium", "High", "Extreme"];
const levelOf = (level: string) => levels.find((each) => each.toLowerCase() === level.toLowerCase()) ?? null;
const isFinal = (response: unknown) => response === "Pass" || response === "Fail";

/** The rules of merging in the docs, implemented simply: all rules that do not depend on which of two equal lines is kept. */
function expectedOf(lines: readonly Line[]): Map<string, Merged> {
	const byEvent = Map.groupBy(lines, ({ event }) => String(event));
	return new Map(
		[...byEvent].map(([id, all]) => {
			const challenges = Math.max(...all.map((each) => each.challenges.length));
			const most = all.filter((each) => each.challenges.length === challenges);
			const at = Math.max(...most.map((each) => each.at));
			const latest = most.filter((each) => each.at === at);
			const level = all
				.map((each) => levelOf(each.level))
				.reduce(
					(one, other) => (levels.indexOf(other ?? "") > levels.indexOf(one ?? "") ? other : one),
					null,
				);
			return [id, { challenges, at, isFinal: latest.some((each) => isFinal(each.response)), level }];
		}),
	);
}

type Row = Readonly<Record<string, unknown>>;

describe("Lines of one event", () => {
	const folder = temporaryFolder();

	/** The events of each set of lines, read in one or two readings; many sets are read together. */
	async function merged(sets: readonly (readonly (readonly Line[])[])[]): Promise<Map<string, Row>[]> {
		const store = await openStore({ userPoolId: logPool, region: "eu-central-1" }, { cache: false });
		try {
			for (const reading of [0, 1]) {
				const path = join(folder(), `${reading}.json`);
				const texts = sets.flatMap((set, index) =>
					(set[reading] ?? []).map((each) => textOf(each, String(index))),
				);
				writeFileSync(path, texts.map((text) => `${text}\n`).join(""));
				await store.addFiles([path], { source: "files" });
			}
			const events = sets.map(() => new Map<string, Row>());
			for (const { event_id, ...row } of await store.rows("SELECT * EXCLUDE (position) FROM events")) {
				const [set, event = ""] = String(event_id).split("-");
				events[Number(set)]?.set(event, row);
			}
			return events;
		} finally {
			await store.close();
		}
	}

	const lines = fc.array(line, { minLength: 1, maxLength: 12 });
	const many = { minLength: 30, maxLength: 30 };

	it("are merged as documented", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(lines, many), async (sets) => {
				const events = await merged(sets.map((set) => [set]));
				for (const [index, set] of sets.entries())
					for (const [event, { challenges, isFinal: final, level }] of expectedOf(set)) {
						const row = events[index]?.get(event);
						expect((row?.challenges as string[] | null)?.length ?? 0).to.equal(challenges);
						expect(isFinal(row?.response)).to.equal(final);
						expect(row?.risk_level).to.equal(level);
					}
			}),
			{ numRuns: 2 },
		);
	});

	it("give the same event in any order, with duplicates, and in one or several readings", async () => {
		const doubled = lines.chain((set) =>
			fc.tuple(
				fc.constant(set),
				fc.shuffledSubarray([...set, ...set], { minLength: 2 * set.length }),
				fc.nat({ max: 2 * set.length }),
				fc.subarray(set),
			),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(doubled, many), async (cases) => {
				const variants = cases.map(([set, shuffled, at, some]) => [
					[set],
					[shuffled],
					[shuffled.slice(0, at), shuffled.slice(at)],
					// With lost lines, the rest is merged the same, whatever was read before.
					[some, set],
				]);
				const events = await merged(variants.flat());
				for (const index of cases.keys()) {
					const [once, ...others] = events.slice(4 * index, 4 * index + 4);
					for (const other of others) expect(other).to.deep.equal(once);
				}
			}),
			{ numRuns: 2 },
		);
	});

	it("give the same event in one reading or several if one has control characters", async () => {
		const base: Line = { event: 0, at: 0, challenges: [], response: "Pass", level: "", device: "" };
		const pairs = Array.from({ length: 20 }, (_, index) => [
			{ ...base, device: `\u001b${index}` },
			{ ...base, device: `${index}` },
		]);
		const variants = pairs.map(([one, other]) => (one && other ? [[one], [other]] : []));
		const apart = await merged(variants);
		expect(await merged(variants.map((set) => [set.flat()]))).to.deep.equal(apart);
		expect(await merged(variants.map((set) => set.toReversed()))).to.deep.equal(apart);
	});

	it("and the API's event give the same event in any order, with precedence for the API's fields", async () => {
		const [one, other] = [
			{ challenges: ["Password:Success"], eventResponse: "InProgress", riskLevel: "High" },
			{ challenges: ["Password:Success", "Mfa:Success"], eventResponse: "Pass" },
		].map((message, index) => {
			const path = join(folder(), `line${index}.json`);
			writeFileSync(
				path,
				logLine(
					{ eventId: "e1", city: "Bonn", ...message },
					{ eventTimestamp: String(1_795_000_000_000 + index) },
				),
			);
			return (store: Awaited<ReturnType<typeof openStore>>) => store.addFiles([path], { source: "files" });
		});
		const listed = {
			username: "alice@example.com",
			eventId: "e1",
			time: "2026-11-18T10:26:40Z",
			response: "Fail",
			riskLevel: "Low",
			timeZone: "+01:00",
			feedback: { value: "Valid", provider: "Admin", date: "2026-11-19T00:00:00Z" },
		};
		const list = (store: Awaited<ReturnType<typeof openStore>>) => store.addEvents([listed]);
		const seen: Row[] = [];
		for (const steps of [
			[one, other, list],
			[list, one, other],
			[one, list, other],
			[other, list, one, list, other],
		]) {
			const store = await openStore({ userPoolId: logPool, region: "eu-central-1" }, { cache: false });
			for (const step of steps) await step?.(store);
			const rows = await store.rows("SELECT * EXCLUDE (position, user_key, ip_number) FROM events");
			expect(rows).to.have.length(1);
			seen.push(rows[0] ?? {});
			await store.close();
		}
		expect(seen[0]).to.include({
			username: "alice",
			response: "Fail",
			risk_level: "High",
			time_zone: "+01:00",
			city: "Bonn",
			client_id: "4uexampleclient",
			feedback_value: "Valid",
			source: "api",
		});
		expect(seen[0]?.challenges).to.deep.equal(["Password: Success", "Mfa: Success"]);
		for (const each of seen) expect(each).to.deep.equal(seen[0]);
	});
});
