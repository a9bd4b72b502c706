import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { EmulatorContent, EmulatorFaultRule } from "pulumi-cognito-feedback/emulator";
import { writeLogs } from "../../../../workbench/logs/index.ts";
import { callCommand } from "../../../support/callCommand.ts";
import { commandEmulators } from "../../../support/command.ts";

const userPoolId = "eu-central-1_Generated";
const signature = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
const takeover = (high: string) => ({
	AccountTakeoverRiskConfiguration: { Actions: { HighAction: { Notify: false, EventAction: high } } },
});

const denied: EmulatorFaultRule = { fault: "accessDenied", operation: "DescribeRiskConfiguration" };

describe("cognito-feedback report", function () {
	this.timeout(60_000);
	const start = commandEmulators();
	let [folder, lines] = ["", ""];
	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-test-"));
		const out = join(folder, "lines");
		const { files } = await writeLogs({ events: 800, scenario: "works", out, packing: "plain", steps: 0 });
		lines = readFileSync(files[0] ?? "", "utf8");
		writeFileSync(join(folder, "strict.yaml"), "medium: block\nhigh: block\n");
	});

	after(() => rmSync(folder, { recursive: true }));

	/** Runs the command on the lines of a generated pool, with an emulator that has risk configurations. */
	async function report(
		args: readonly string[],
		pool: Partial<EmulatorContent["UserPools"][number]> = { RiskConfigurations: [takeover("BLOCK")] },
		faults: readonly EmulatorFaultRule[] = [],
	) {
		const emulator = await start({ content: { UserPools: [{ Id: userPoolId, ...pool }] }, faults });
		const source = [
			"--user-pool-id",
			userPoolId,
			"--from",
			join(folder, "lines"),
			"--endpoint",
			emulator.endpoint,
		];
		return callCommand(["report", ...source, "--no-cache", ...args], { cwd: folder, env: signature });
	}

	it("prints four sections with footnotes, without a username or an address", async () => {
		const { code, out } = await report([]);
		expect(code).to.equal(0);
		const titles = out.split("\n").filter((line) => /^\d\. /.test(line));
		expect(titles).to.deep.equal([
			"1. Ratings against feedback",
			"2. Rehearsal of full function",
			"3. Does feedback work?",
			"4. Work left",
		]);
		expect(out).to.match(/^\[1\] Feedback: /m);
		expect(out).to.include("counts are lower bounds");
		expect(out).not.to.match(/\d+\.\d+\.\d+\.\d+/);
		const names = [...lines.matchAll(/"userName":"([^"\\]+)"/g)].map(([, name = ""]) => name);
		expect(names).not.to.be.empty;
		for (const name of new Set(names)) expect(out).not.to.include(name);
	});

	it("prints all figures as JSON", async () => {
		const { out } = await report(["--json"]);
		const { rehearsal, ratings, effect, workLeft } = JSON.parse(out);
		expect(rehearsal.rehearsals.map(({ name }: { name: string }) => name)).to.deep.equal(["current"]);
		expect(ratings.levels).not.to.be.empty;
		expect(effect.effects).to.have.lengthOf(6);
		expect(workLeft.withoutFeedback).not.to.be.empty;
		expect(out).not.to.match(/\d+\.\d+\.\d+\.\d+/);
	});

	it("writes a page that only its owner may read, with network addresses on request", async () => {
		const path = join(folder, "report.html");
		writeFileSync(path, "older", { mode: 0o644 });
		const { out } = await report(["--html", path, "--details"]);
		expect(out).to.equal(`Wrote ${path}.\n`);
		const html = readFileSync(path, "utf8");
		expect(html).to.match(/^<!doctype html>/);
		expect(html).to.match(/>\d+\.\d+\.\d+\.0\/24</);
		expect(statSync(path).mode & 0o777).to.equal(0o600);
	});

	it("compares the pool's configuration, and those of its app clients, with others", async () => {
		const client = { ClientId: "1webapp4c7kq2m9v8h3s5t6u1", ...takeover("NO_ACTION") };
		const run = (RiskConfigurations: object[]) =>
			report(["--json", "--risk-config", join(folder, "strict.yaml")], { RiskConfigurations });
		const blocked = async (configurations: object[]) => {
			const { rehearsal } = JSON.parse((await run(configurations)).out);
			return rehearsal.rehearsals.map((each: { name: string; blocked: { to: number } }) => [
				each.name,
				each.blocked.to,
			]);
		};
		const [[current, all], [strict, most]] = await blocked([takeover("BLOCK")]);
		expect([current, strict]).to.deep.equal(["current", "strict.yaml"]);
		expect(all).to.be.above(0);
		expect(most).to.be.above(all);
		const [[, some]] = await blocked([takeover("BLOCK"), client]);
		expect(some).to.be.above(0).and.below(all);
	});

	it("rehearses without the pool's configuration if reading it is denied, and names the IAM action", async () => {
		const { code, out } = await report(["--risk-config", join(folder, "strict.yaml")], {}, [denied]);
		expect(code).to.equal(0);
		expect(out).to.include("the credentials lack the IAM action cognito-idp:DescribeRiskConfiguration");
		expect(out).to.include("strict.yaml");
	});

	it("leaves no file if it fails before the report is generated", async () => {
		const path = join(folder, "failed.html");
		const { code } = await report(["--html", path, "--from", join(folder, "missing.log")]);
		expect(code).not.to.equal(0);
		expect(existsSync(path)).to.equal(false);
	});

	it("reports a page that cannot be written before it reads anything", async () => {
		const { code, err } = await report(["--html", join(folder, "missing", "report.html")]);
		expect(code).to.equal(2);
		expect(err).to.include("its folder does not exist").and.not.include("lines");
	});

	it("fails if a rehearsed figure exceeds a limit", async () => {
		const { code, err } = await report([
			"--fail-if",
			"valid-blocked > 0",
			"--fail-if",
			"users-blocked > 100000",
		]);
		expect(code).to.equal(1);
		expect(err).to.match(/current: valid-blocked is [\d,]+, more than 0\n/);
		expect(err).not.to.include("users-blocked");
	});

	it("fails a condition that it cannot decide", async () => {
		const { code, err } = await report(["--fail-if", "valid-blocked > 0"], {}, [denied]);
		expect(code).to.equal(1);
		expect(err).to.include("`--fail-if` cannot be decided");
	});

	it("reports invalid options before it reads anything", async () => {
		const { code, err } = await report(["--fail-if", "valid-blocked >= 0"]);
		expect(code).to.equal(2);
		expect(err).to.include("--fail-if valid-blocked >= 0 is not a condition");
		writeFileSync(join(folder, "wrong.yaml"), "high: bock\n");
		const wrong = await report(["--risk-config", join(folder, "wrong.yaml")]);
		expect(wrong.code).to.equal(1);
		expect(wrong.err).to.include('wrong.yaml: high: "bock" is not an action.');
		expect((await callCommand(["report"], { cwd: folder })).err).to.include("no user pool is named");
	});

	it("uses the decisions and samples of the file, and prints why it estimates nothing", async () => {
		const ids = [...lines.matchAll(/"eventId":"([^"]+)"/g)];
		const drawn = ids.filter((_, index) => index % 20 === 0).map(([, id = ""]) => id);
		const file = (since: string) =>
			[
				`userPoolId: ${userPoolId}`,
				"decisions:",
				...drawn.slice(0, 60).map((id) => `  ${id}: {username: ann, feedbackValue: Invalid}`),
				"samples:",
				`  - {drawn: 2026-11-20, source: logs, since: ${since}, population: 800, size: ${drawn.length}, seed: 1, blind: true, events: [${drawn.join(", ")}]}`,
				"",
			].join("\n");
		writeFileSync(join(folder, "drawn.yaml"), file("2020-01-01"));
		const { out } = await report(["--file", "drawn.yaml"]);
		expect(out).to.match(/Sample of 2026-11-20: feedback on \d+ of 40 events \(/);
		expect(out).to.match(/Missed: unwanted among Low and no risk, by user/);
		const until = await report(["--file", "drawn.yaml", "--since", "2026-06-01"]);
		expect(until.out).to.include("No estimates: the store lacks events from 2020-01-01 00:00 UTC on");
	});
});
