import { expect } from "chai";
import { buildRun } from "../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";

/** The reasons why a set is rejected, without requests or reports. */
async function reasonsOf(news: Readonly<Record<string, unknown>>): Promise<string[]> {
	const { set, cognito, report } = buildRun();
	const { failures } = await set.check({}, news);
	expect(cognito.requests).to.equal(0);
	expect(report.lines).to.deep.equal([]);
	return failures.map(({ reason }) => reason);
}

describe("rules of a set", () => {
	it("reject an invalid pool ID, and name it", async () => {
		const { failures } = await buildRun().set.check({}, buildSet({}, { userPoolId: "no pool" }));
		expect(failures).to.have.length(1);
		expect(failures[0]).to.include({ property: "userPoolId" });
	});

	it("reject a missing pool ID and missing decisions, both at once", async () => {
		const reasons = await reasonsOf({ __label: "reviews" });
		expect(reasons).to.have.length(2);
		expect(reasons[0]).to.contain("`userPoolId` is required");
		expect(reasons[1]).to.contain("`decisions` is required; expected decisions by event ID");
	});

	for (const [what, decisions] of [
		["an array", [buildMember()]],
		["a string", "e1"],
		["null", null],
	] as const) {
		it(`reject decisions that are ${what}`, async () => {
			expect(await reasonsOf(buildSet(decisions))).to.deep.equal([
				"`decisions` is not a map; expected decisions by event ID",
			]);
		});
	}

	it("reject a set that is too large to report a partial failure, with the limit", async () => {
		expect(await reasonsOf(buildSet(buildMembers(300, { note: "x".repeat(60_000) })))).to.deep.equal([
			"`decisions` take 18.1 MB with their evidence; expected at most 8.0 MB, which Pulumi can report in full. Shorten the notes, or split the set",
		]);
	});

	it("accept 10,000 decisions with ordinary notes", async () => {
		const { set } = buildRun({ eventLookup: "off" });
		const members = Object.entries(buildMembers(10_000, { note: "x".repeat(200) }));
		const decisions = Object.fromEntries(
			members.map(([id, member]) => [`6a1c0f3e-8d24-4b57-9e10-3c7a5d${id}`, member]),
		);
		expect((await set.check({}, buildSet(decisions))).failures).to.deep.equal([]);
	});

	it("reject unknown arguments by name, with a suggestion", async () => {
		const [reason, ...others] = await reasonsOf(buildSet({}, { userPoolID: "x" }));
		expect(others).to.deep.equal([]);
		expect(reason)
			.to.contain("`userPoolID` is not a valid property")
			.and.to.contain("did you mean `userPoolId`")
			.and.to.contain("expected `userPoolId`, `decisions`");
	});
});

describe("rules of the decisions of a set", () => {
	it("report all failures at once, each by its event ID and without a property", async () => {
		const { failures } = await buildRun({ eventLookup: "off" }).set.check(
			{},
			buildSet({
				fine: buildMember(),
				"a b": buildMember(),
				value: buildMember({ feedbackValue: "valid" }),
				both: buildMember({ username: "zoe smith", feedbackValue: undefined }),
				note: buildMember({ note: 1 }),
			}),
		);
		expect(failures.map(({ reason }) => reason.slice(0, 36))).to.deep.equal([
			'decisions["a b"]: `eventId` has an i',
			'decisions["value"]: `feedbackValue` ',
			'decisions["both"]: `username` has an',
			'decisions["both"]: `feedbackValue` i',
			'decisions["note"]: `note` must be a ',
		]);
		for (const failure of failures) expect(failure).to.have.all.keys("reason");
		expect(JSON.stringify(failures)).not.to.contain("zoe");
	});

	it("are all checked even if the pool ID is invalid", async () => {
		const decisions = { e1: buildMember({ feedbackValue: "Maybe" }) };
		const { failures } = await buildRun().set.check({}, buildSet(decisions, { userPoolId: "" }));
		const reasons = failures.map(({ reason }) => reason).join("\n");
		expect(reasons).to.contain("`userPoolId`");
		expect(reasons).to.contain('decisions["e1"]: `feedbackValue`');
	});

	for (const [what, member] of [
		["a string", "Valid"],
		["a number", 1],
		["an array", ["alice", "Valid"]],
		["null", null],
	] as const) {
		it(`reject ${what} instead of a decision`, async () => {
			expect(await reasonsOf(buildSet({ e1: member }))).to.deep.equal([
				'decisions["e1"]: is not a decision; expected an object with `username`, `feedbackValue`, `note`, `evidence`',
			]);
		});
	}

	for (const name of ["eventId", "userPoolId", "event", "origin", "feedbackvalue"]) {
		it(`reject the unknown field ${name} by name`, async () => {
			const reasons = await reasonsOf(buildSet({ e1: buildMember({ [name]: "x" }) }));
			expect(reasons).to.have.length(1);
			expect(reasons[0]).to.match(new RegExp(`^decisions\\["e1"\\]: \`${name}\` is not a valid property`));
			expect(reasons[0]).to.contain("expected `username`, `feedbackValue`, `note`");
		});
	}

	it("accept only the evidence that Pulumi repeats from state", async () => {
		const { set } = buildRun({ eventLookup: "off" });
		const olds = buildSet({ e1: buildMember({ event: "SignIn" }) });
		expect((await set.check(olds, olds)).failures).to.deep.equal([]);
		const news = buildSet({ e1: buildMember({ event: "SignUp" }), e2: buildMember({ event: "SignIn" }) });
		expect((await set.check(olds, news)).failures.map(({ reason }) => reason.split(";")[0])).to.deep.equal([
			'decisions["e1"]: `event` is not a valid property',
			'decisions["e2"]: `event` is not a valid property',
		]);
	});

	it("show at most 20 failures, and the number of the rest", async () => {
		const wrong = { feedbackValue: "Maybe" };
		const twenty = await reasonsOf(buildSet(buildMembers(20, wrong)));
		expect(twenty).to.have.length(20);
		expect(twenty.at(-1)).to.contain('decisions["e20"]');
		const many = await reasonsOf(buildSet(buildMembers(57, wrong)));
		expect(many).to.have.length(21);
		expect(many[19]).to.contain('decisions["e20"]');
		expect(many[20]).to.equal("and 37 more failures in this set");
	});
});
