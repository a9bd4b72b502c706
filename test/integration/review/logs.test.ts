import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { generatedPool, generateSignIns, LineWriter } from "../../../workbench/logs/index.ts";
import {
	awsServices,
	json,
	refusal,
	type ServiceResponse,
	type ServiceResponses,
} from "../../support/awsServices.ts";
import { callCommand } from "../../support/callCommand.ts";
import { FakeInsights, type FakeInsightsOptions, type FakeLine } from "../../support/fakeInsights.ts";
import { repository } from "../../support/script.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const group = "/aws/vendedlogs/cognito";
const events = [...generateSignIns({ events: 300, users: 20 })];
const lines: FakeLine[] = [...new LineWriter().all(events)].map((text) => ({
	time: Math.floor(Number(JSON.parse(text).eventTimestamp) / 1_000),
	text,
}));

interface StartQuery {
	readonly queryString: string;
	readonly startTime: number;
	readonly endTime: number;
	readonly limit: number;
	readonly logGroupName: string;
}

/** The operations of CloudWatch Logs, which throttle the first request of each. */
function serviceOf(insights: FakeInsights): { responses: ServiceResponses; started: StartQuery[] } {
	const started: StartQuery[] = [];
	const throttled = new Set<string>();
	const throttledOnce = (name: string, response: (input: string) => ServiceResponse) => (input: string) => {
		if (throttled.has(name)) return response(input);
		throttled.add(name);
		return refusal("ThrottlingException", "Rate exceeded");
	};
	const responses: ServiceResponses = {
		StartQuery: throttledOnce("StartQuery", (input) => {
			const query: StartQuery = JSON.parse(input);
			started.push(query);
			const id = String(insights.queries.length);
			void insights.start(query.queryString, { from: query.startTime, until: query.endTime }, query.limit);
			return json({ queryId: id });
		}),
		GetQueryResults: throttledOnce("GetQueryResults", (input) => {
			const { queryId, nextToken } = JSON.parse(input);
			const state = insights.stateOf(queryId, nextToken);
			const results = state.rows.map((row) =>
				Object.entries(row).map(([field, value]) => ({ field, value })),
			);
			const { status, bytesScanned, nextToken: next } = state;
			return json({ status, results, statistics: { bytesScanned }, ...(next && { nextToken: next }) });
		}),
		StopQuery: (input) => {
			void insights.stop(JSON.parse(input).queryId);
			return json({ success: true });
		},
	};
	return { responses, started };
}

describe("cognito-feedback events --from logs:", () => {
	const start = awsServices();
	const folder = temporaryFolder();

	async function serve(options: FakeInsightsOptions = {}) {
		const insights = new FakeInsights(lines, options);
		const { responses, started } = serviceOf(insights);
		const { env, calls } = await start(responses);
		const variables = { ...env, COGNITO_FEEDBACK_CACHE: folder() };
		const args = ["events", "--user-pool-id", generatedPool, "--from", `logs:${group}`, "--json"];
		const run = async (...more: readonly string[]) => {
			const { code, out, err } = await callCommand([...args, ...more], { env: variables });
			return { code, err, ids: idsIn(out) };
		};
		return { insights, started, calls, run, args, variables };
	}

	const idsIn = (out: string) =>
		out === ""
			? []
			: JSON.parse(out)
					.map(({ eventId }: { readonly eventId: string }) => eventId)
					.sort();
	const idsOf = (of: typeof events) => of.map(({ eventId }) => eventId).sort();

	it("shows the matching events despite throttling, and the scanned amount of data", async () => {
		const { run, started, calls } = await serve();
		const { code, err, ids } = await run("--risk", "Medium", "--since", "2026-01-01");
		expect(ids).to.deep.equal(
			idsOf(events.filter(({ riskLevel }) => riskLevel === "Medium" || riskLevel === "High")),
		);
		expect(code, err).to.equal(0);
		expect(err).to.match(/CloudWatch Logs scanned \d+ kB, which AWS charges for/);
		expect(started.map(({ logGroupName }) => logGroupName)).to.deep.equal([group, group]);
		expect(started[0]?.queryString).to.match(/not in \["", "null", "low"\][\s\S]*stats count\(\*\)/);
		expect(calls).to.include({ StartQuery: 3 });
	});

	it("reads only new lines when it runs again", async () => {
		const { run, started } = await serve();
		await run("--since", "2026-01-01");
		const before = started.length;
		const { ids } = await run("--since", "2026-01-01");
		expect(ids).to.deep.equal(idsOf(events));
		const again = started.slice(before);
		expect(again.length).to.equal(1);
		expect(Date.now() / 1_000 - (again[0]?.startTime ?? 0)).to.be.within(0, 1_200);
		const other = started.length;
		await run("--since", "2026-01-01", "--risk", "High");
		expect(started[other]?.startTime).to.equal(Date.UTC(2026, 0, 1) / 1_000);
	});

	it("stops at --max-scan, and reports the missing period, with exit code 1", async () => {
		const { run } = await serve();
		const { code, err } = await run("--max-scan", "1kB");
		expect(code).to.equal(1);
		expect(err).to.include("it would scan more than --max-scan");
	});

	it("rejects an invalid log group, and --max-scan for other sources, with exit code 2", async () => {
		const at = ["events", "--user-pool-id", generatedPool];
		for (const [args, message] of [
			[["--from", "logs:a b"], "--from logs:a b: expected logs:<log group>, its name or ARN (see --help)"],
			[["--from", "s3://"], "--from s3://: expected s3://bucket/prefix (see --help)"],
			[["--from", ".", "--max-scan", "1GB"], "--max-scan requires --from logs:"],
			[["--max-scan", "much"], "Expected a size, such as 500MB or 10GB."],
		] as const) {
			const { code, err } = await callCommand([...at, ...args]);
			expect(err).to.include(message);
			expect(code).to.equal(2);
		}
	});

	it("stops its query on Ctrl-C, with exit code 130", async () => {
		const { insights, calls, args, variables } = await serve({ runningFor: 10_000 });
		const program = join(repository, "review/dist/main.js");
		const command = spawn(process.execPath, [program, ...args], {
			env: { ...process.env, ...variables },
			stdio: "ignore",
		});
		try {
			while ((calls.GetQueryResults ?? 0) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
			command.kill("SIGINT");
			expect(await once(command, "exit")).to.deep.equal([130, null]);
			expect(insights.stopped).to.equal(1);
		} finally {
			command.kill("SIGKILL");
		}
	});
});
