import { expect } from "chai";
import type { Effect } from "#review/report/effect";
import { makeReport, type Report } from "#review/report/report";
import { generateSignIns, type Scenario } from "../../workbench/logs/index.ts";
import { reportInput } from "../support/reportInput.ts";
import { openPool, type Pool, poolEvent } from "../support/reportPool.ts";

describe("The effect that a report finds in pools with a known effect", function () {
	this.timeout(120_000);
	let pool: Pool;
	before(async () => {
		pool = await openPool();
	});
	after(() => pool[Symbol.dispose]());

	async function reportOf(scenario: Scenario): Promise<Report> {
		await pool.fill([...generateSignIns({ events: 40_000, scenario })].map(poolEvent));
		return makeReport(pool, reportInput());
	}

	/** The result for the same device and network, where the effect was generated. */
	function found({ effect }: Report) {
		const of = (value: string) =>
			effect.effects?.find(
				(each) => each.characteristic === "deviceAndNetwork" && each.value === value,
			) as Effect;
		return { valid: of("Valid"), invalid: of("Invalid") };
	}

	it("lasts if feedback has a lasting effect", async () => {
		const { valid, invalid } = found(await reportOf("works"));
		expect([valid.finding, valid.trend]).to.deep.equal(["lower", "none"]);
		expect([invalid.finding, invalid.trend]).to.deep.equal(["higher", "none"]);
		// The generator removes 70 % of the risk of half of all events.
		expect(valid.all.estimate?.difference).to.be.within(-0.4, -0.3);
	});

	it("fades if it does", async () => {
		const { valid } = found(await reportOf("fades"));
		expect([valid.finding, valid.trend]).to.deep.equal(["lower", "fading"]);
		const differences = valid.bands.map(({ estimate }) => estimate?.difference ?? 0);
		expect(differences).to.deep.equal(differences.toSorted((one, other) => one - other));
	});

	it("is absent if there is none", async () => {
		expectNothing(await reportOf("no-effect"));
	});

	it("is absent if high risk falls by itself, with strong regression to the mean", async () => {
		const report = await reportOf("regression");
		expectNothing(report);
		const { valid } = found(report);
		const { shareAfterFeedback, shareWithoutFeedback } = valid.all.estimate ?? {
			shareAfterFeedback: 0,
			shareWithoutFeedback: 0,
		};
		expect(valid.before).to.be.above(3 * shareAfterFeedback);
		expect(shareWithoutFeedback).to.be.closeTo(shareAfterFeedback, 0.02);
	});

	function expectNothing({ effect }: Report): void {
		expect(effect.effects).to.have.lengthOf(6);
		for (const { finding, trend } of effect.effects ?? [])
			expect([finding, trend]).to.deep.equal(["none", "none"]);
	}
});
