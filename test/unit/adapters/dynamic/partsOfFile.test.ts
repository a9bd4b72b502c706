import { expect } from "chai";
import { handlerOf } from "#provider/adapters/dynamic/handler";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet, holdEvents } from "../../../support/buildSet.ts";

const parts = JSON.stringify([["reviewed-1", ["e2", "e3"]]]);
const first = { __label: "reviewed", __parts: parts };

describe("a set of a file that is divided among several", () => {
	it("reports decisions that moved to another set as moved, not as retained or removed", async () => {
		const run = buildRun({ eventLookup: "off" });
		const set = handlerOf("set", { session: run.session });
		const [before, now] = [buildSet(buildMembers(3)), buildSet({ e1: buildMember() }, first)];
		const { inputs } = await set.check(before, now);
		await set.diff("id", before, inputs);
		await set.update("id", before, inputs);
		expect(run.report.lines).to.deep.equal(["reviewed: 2 moved to other resources, 1 unchanged"]);
	});

	it("reports only decisions that no set has anymore as retained", async () => {
		const run = buildRun({ eventLookup: "off" });
		const set = handlerOf("set", { session: run.session });
		const before = buildSet(buildMembers(4));
		const { inputs } = await set.check(before, buildSet({ e1: buildMember() }, first));
		await set.update("id", before, inputs);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]).to.contain("feedback on event e4 (`Valid`) is retained");
	});

	it("does not keep information about the other sets in state", async () => {
		const { session } = buildRun({ eventLookup: "off" });
		const { inputs } = await handlerOf("set", { session }).check({}, buildSet({ e1: buildMember() }, first));
		expect(inputs).not.to.have.property("__parts");
		expect(inputs).to.have.property("__label", "reviewed");
	});

	it("does not warn of duplicates when the other sets are checked", async () => {
		const run = buildRun({ eventLookup: "off" });
		const set = handlerOf("set", { session: run.session });
		await set.check({}, buildSet({ e1: buildMember() }, first));
		const others = buildSet({ e2: buildMember(), e3: buildMember() }, { __label: "reviewed-1" });
		await set.check({}, others);
		expect(run.report.warnings).to.deep.equal([]);
		await set.check({}, buildSet({ e3: buildMember() }, { __label: "mine" }));
		expect(run.report.warnings.join()).to.include('"reviewed-1"').and.include('"mine"');
	});

	it("adopts decisions that moved to it without submitting, and previews that", async () => {
		const run = buildRun();
		holdEvents(run.cognito, 2);
		const set = handlerOf("set", { session: run.session });
		const all = buildSet({ e1: buildMember(), e2: buildMember() });
		await set.create((await set.check({}, all)).inputs);
		const submitted = run.cognito.submitted.length;
		const next = buildRun({}, run.cognito);
		const again = handlerOf("set", { session: next.session });
		const moved = buildSet({ e2: buildMember() }, { __label: "reviewed-1" });
		const { inputs } = await again.check({}, moved);
		expect(next.report.lines.join("\n")).to.include("reviewed-1: 1 to add (1 already in Cognito)");
		await again.create(inputs);
		expect(next.cognito.submitted).to.have.length(submitted);
	});

	it("does not report the adopted feedback as differing evidence", async () => {
		const run = buildRun();
		holdEvents(run.cognito, 1);
		const set = handlerOf("set", { session: run.session });
		await set.create((await set.check({}, buildSet({ e1: buildMember() }))).inputs);
		const next = buildRun({}, run.cognito);
		const evidence = { source: "api", priorFeedback: { value: "Invalid", provider: "User" } };
		await handlerOf("set", { session: next.session }).check({}, buildSet({ e1: buildMember({ evidence }) }));
		expect(next.report.lines.join()).not.to.include("differs");
	});
});

describe("a set of a file that names a Region", () => {
	it("is replaced if the file names another", async () => {
		const { session } = buildRun({ eventLookup: "off" });
		const set = handlerOf("set", { session });
		const [before, now] = ["us-west-2", "us-east-1"].map((__region) => buildSet(undefined, { __region }));
		expect(await set.diff("id", before ?? {}, before ?? {})).to.deep.equal({ changes: false, replaces: [] });
		expect(await set.diff("id", before ?? {}, now ?? {})).to.deep.equal({
			changes: true,
			replaces: ["__region"],
		});
	});
});
