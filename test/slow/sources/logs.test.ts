import {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	CreateLogStreamCommand,
	PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { expect } from "chai";
import { isCognitoError } from "pulumi-cognito-feedback/internal/cognito";
import { insightsSource } from "#review/sources/insights/source";
import { LogGroup } from "#review/sources/logs";
import { conditionOf, type EventFilter, openStore } from "#review/store/index";
import { generatedPool, generateSignIns, LineWriter } from "../../../workbench/logs/index.ts";
import { awsVariables } from "../../support/awsVariables.ts";
import { callCommand } from "../../support/callCommand.ts";
import { awsVariablesFor, Moto } from "../../support/moto.ts";
import { blocksOf, commandsOf } from "../../support/readme.ts";

const group = "/aws/vendedlogs/cognito";
// CloudWatch Logs accepts lines of the last 14 days. The generator moves events by up to three hours, by time of day.
const until = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 4 * 3_600_000);
const events = [...generateSignIns({ events: 2_000, days: 10, until })];

describe("Exported logs in CloudWatch Logs (moto)", function () {
	this.timeout(600_000);
	awsVariables(awsVariablesFor(""));
	let moto: Moto;
	let logs: CloudWatchLogsClient;

	before(async () => {
		moto = await Moto.start();
		Object.assign(process.env, awsVariablesFor(moto.endpoint));
		logs = new CloudWatchLogsClient({ endpoint: moto.endpoint, region: "eu-central-1" });
		await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
		await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: "events" }));
		const lines = [...new LineWriter({ doubled: 0.05 }).all(events)];
		for (let at = 0; at < lines.length; at += 500) {
			const logEvents = lines
				.slice(at, at + 500)
				.map((message) => ({ message, timestamp: Number(JSON.parse(message).eventTimestamp) }))
				.sort((one, other) => one.timestamp - other.timestamp);
			await logs.send(new PutLogEventsCommand({ logGroupName: group, logStreamName: "events", logEvents }));
		}
	});
	after(async () => {
		logs?.destroy();
		await moto?.stop();
	});

	/** The IDs of the events that a command would show. */
	async function idsOf(filter: EventFilter, name = group): Promise<string[]> {
		const store = await openStore({ userPoolId: generatedPool, region: "eu-central-1" }, { cache: false });
		try {
			const reading = await insightsSource(new LogGroup({}, generatedPool, name), name).fill(
				store,
				filter,
				() => {},
			);
			expect(reading).to.deep.include({ complete: true, failures: [], skipped: {} });
			const { sql, values } = conditionOf(filter);
			const rows = await store.rows<{ event_id: string }>(
				`SELECT event_id FROM events WHERE ${sql} ORDER BY 1`,
				values,
			);
			return rows.map(({ event_id }) => event_id);
		} finally {
			await store.close();
		}
	}

	const ids = (fits: (event: (typeof events)[number]) => boolean) =>
		events
			.filter(fits)
			.map(({ eventId }) => eventId)
			.sort();

	it("are all found", async () => {
		expect(await idsOf({})).to.deep.equal(ids(() => true));
	});

	it("are filtered even if the server ignores the query's filter", async () => {
		const middle = events[1_000] ?? expect.fail("no event");
		const since = new Date(middle.time).toISOString();
		for (const [filter, fits] of [
			[{ risk: "Medium" }, ({ riskLevel }) => riskLevel === "Medium" || riskLevel === "High"],
			[{ users: [middle.username] }, ({ username }) => username === middle.username],
			[{ ips: ["198.18.0.0/15"] }, ({ ipAddress }) => /^198\.1[89]\./.test(ipAddress)],
			[{ since }, ({ time }) => time >= middle.time],
			[{ until: since }, ({ time }) => time < middle.time],
		] as const satisfies readonly (readonly [EventFilter, Parameters<typeof ids>[0]])[])
			expect(await idsOf(filter), JSON.stringify(filter)).to.deep.equal(ids(fits));
	});

	it("are shown by the command of docs/sources.md", async () => {
		const command =
			blocksOf("docs/sources.md")
				.flatMap(commandsOf)
				.find((each) => each.includes("logs:")) ?? "";
		const args = command
			.replace("eu-central-1_AbCdEf123", generatedPool)
			.replace("/aws/vendedlogs/cognito/example", group)
			.split(" ")
			.slice(2);
		const { code, out, err } = await callCommand([...args, "--json"]);
		expect(code, err).to.equal(0);
		const since = Date.now() - 7 * 86_400_000;
		const shown = events.filter(({ riskLevel, time }) => /High|Medium/.test(`${riskLevel}`) && time >= since);
		expect(JSON.parse(out)).to.have.length(shown.length);
	});

	it("report a log group that does not exist", async () => {
		const error = await idsOf({}, "/does/not/exist").catch((reason: unknown) => reason);
		expect(isCognitoError(error, "notFound"), String(error)).to.equal(true);
	});
});
