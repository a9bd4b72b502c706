import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { conditionOf, storedEvents } from "#review/store/index";
import { codePoint } from "../../../support/anyText.ts";
import { logLine, logPool } from "../../../support/logLines.ts";
import { memoryStore } from "../../../support/memoryStore.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

/** Texts that could do harm in SQL, a query, a terminal or a page. */
const nasty = fc.oneof(
	fc.string({ unit: codePoint, maxLength: 12 }),
	fc.constantFrom(
		"'; DROP TABLE event; --",
		"a' OR '1'='1",
		"x | stats count(*)",
		'/* c */ " ` $1 \\',
		"\u001b[2J\u202E",
		"<img src=x onerror=alert(1)>",
		"<{%reset%}>",
		"\u0000",
		"a\u007fb",
		"\ud800",
		"%_\\%",
	),
);

describe("Lines with any content:", () => {
	const folder = temporaryFolder();
	const store = memoryStore(logPool);

	it("nothing crashes, and every line is counted", async () => {
		const value = fc.oneof(
			nasty,
			fc.jsonValue({ maxDepth: 2 }),
			fc.bigInt().map(String),
			fc.constantFrom(
				"infinity",
				"1e400",
				"99999-01-01",
				"Wed Jul 17 17:25:55 UTC 99999",
				"-9223372036854775808",
				"9223372036854775807",
			),
		);
		const fields = fc.dictionary(
			fc.constantFrom(
				"eventId",
				"eventType",
				"userName",
				"creationDate",
				"challenges",
				"ipAddress",
				"riskLevel",
				"eventFeedbackDate",
				"hasContextData",
				"compromisedCredentialDetected",
				"userPoolId",
			),
			value,
		);
		const line = fc.oneof(
			nasty.map((text) => text.replace(/[\n\r]/g, " ")),
			fc
				.tuple(fields, value)
				.map(([message, eventTimestamp]) =>
					logLine(message as Readonly<Record<string, unknown>>, { eventTimestamp }),
				),
			fields.map((message) => JSON.stringify({ message })),
			fields.map((message) =>
				JSON.stringify({ logEvents: [{ message: JSON.stringify({ message }) }, message, 5] }),
			),
			fc.tuple(fields, fc.nat({ max: 400 })).map(([message, at]) => logLine(message).slice(0, at)),
		);
		let run = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(line, { minLength: 100, maxLength: 200 }), async (lines) => {
				const path = join(folder(), `lines${run++}.json`);
				writeFileSync(path, lines.join("\n"));
				const { failures, lines: read, skipped } = await store().addFiles([path], { source: "files" });
				expect(failures).to.deep.equal([]);
				const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
				expect(read).to.be.at.least(skips);
			}),
			{ numRuns: Number(process.env.STORE_RUNS ?? 3), endOnFailure: true },
		);
		await Array.fromAsync(storedEvents(store(), {}));
	});

	it("no control character gets into an event", async () => {
		const names = [
			"eventType",
			"userName",
			"userSub",
			"clientId",
			"deviceName",
			"ipAddress",
			"city",
			"country",
			"idpName",
			"riskLevel",
			"riskDecision",
			"eventResponse",
			"eventFeedbackValue",
		];
		await fc.assert(
			fc.asyncProperty(fc.array(nasty, { minLength: 50, maxLength: 50 }), async (values) => {
				const path = join(folder(), `lines${values.join("").length}.json`);
				const lines = values.map((value, index) =>
					logLine({
						eventId: `e${index}`,
						challenges: [`${value}:x`],
						...Object.fromEntries(names.map((name) => [name, value])),
					}),
				);
				writeFileSync(path, lines.join("\n"));
				await store().addFiles([path], { source: "files" });
				for (const row of await store().rows("SELECT * FROM events"))
					for (const text of Object.values(row).flat())
						if (typeof text === "string") expect(text).to.equal(printable(text));
			}),
			{ numRuns: Number(process.env.STORE_RUNS ?? 3), endOnFailure: true },
		);
	});

	it("a filter finds exactly the events with its values", async () => {
		const path = join(folder(), "lines.json");
		const values = fc.sample(nasty, { numRuns: 60, seed: 7 }).map((value) => printable(value.toWellFormed()));
		writeFileSync(
			path,
			values
				.map((value, index) =>
					logLine({
						eventId: `e${index}`,
						userName: value,
						clientId: value,
						country: value,
						eventType: value,
					}),
				)
				.join("\n"),
		);
		await store().addFiles([path], { source: "files" });
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...values), async (value) => {
				const missing = value === "" || value === "null";
				const having = values.flatMap((each, index) => (!missing && each === value ? [`e${index}`] : []));
				for (const filter of [{ users: [value] }, { clients: [value] }]) {
					const found = (await Array.fromAsync(storedEvents(store(), filter))).flat();
					expect(found.map(({ eventId }) => eventId).sort()).to.deep.equal(having.sort());
				}
				const { sql } = conditionOf({
					users: [value],
					clients: [value],
					countries: [value],
					types: [value],
					text: value,
				});
				expect(sql).to.match(/^[\w\s$(),.=<>]*$/);
			}),
			{ numRuns: 30 },
		);
		expect(await store().rows("SELECT count(*) AS n FROM events")).to.deep.equal([{ n: values.length }]);
	});

	for (const [ips, expected] of [
		[["203.0.113.7"], ["v4"]],
		[["203.0.113.0/24"], ["v4", "v4b"]],
		[["0.0.0.0/0"], ["v4", "v4b"]],
		[["2001:db8::/32"], ["v6"]],
		[["2001:0DB8:0:0::1"], ["v6"]],
		[["::/0"], ["v4", "v4b", "v6"]],
		[["198.51.100.0/24", "203.0.113.128/25"], ["v4b"]],
	] as const)
		it(`the addresses ${ips.join(" and ")} match ${expected.join(", ")}`, async () => {
			const path = join(folder(), "lines.json");
			const addresses = {
				v4: "203.0.113.7",
				v4b: "203.0.113.200",
				v6: "2001:db8::1",
				odd: "999.1.1.1",
				none: "",
			};
			writeFileSync(
				path,
				Object.entries(addresses)
					.map(([eventId, ipAddress]) => logLine({ eventId, ipAddress }))
					.join("\n"),
			);
			await store().addFiles([path], { source: "files" });
			const found = (await Array.fromAsync(storedEvents(store(), { ips }))).flat();
			expect(found.map(({ eventId }) => eventId).sort()).to.deep.equal([...expected]);
		});

	it("networks are the /24 and the /64 of an address", async () => {
		const path = join(folder(), "lines.json");
		const addresses = [
			"203.0.113.7",
			"2001:db8:1:2:3::4",
			"::1",
			"fe80::1:2:3:4:5",
			"1:2:3:4:5:6:7::",
			"x",
			"1.2.3",
			"::ffff:1.2.3.4",
			":::",
			"1::2::3",
		];
		writeFileSync(path, addresses.map((ipAddress) => logLine({ eventId: ipAddress, ipAddress })).join("\n"));
		await store().addFiles([path], { source: "files" });
		const rows = await store().rows<{ ip: string; network: string | null }>(
			"SELECT ip, network FROM events ORDER BY ip",
		);
		expect(Object.fromEntries(rows.map(({ ip, network }) => [ip, network]))).to.deep.equal({
			"203.0.113.7": "203.0.113.0/24",
			"2001:db8:1:2:3::4": "2001:db8:1:2::/64",
			"::1": "0:0:0:0::/64",
			"fe80::1:2:3:4:5": "fe80:0:0:1::/64",
			"1:2:3:4:5:6:7::": "1:2:3:4::/64",
			x: null,
			"1.2.3": null,
			"::ffff:1.2.3.4": null,
			":::": null,
			"1::2::3": null,
		});
	});
});
