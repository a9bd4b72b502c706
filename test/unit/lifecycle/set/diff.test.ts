import { expect } from "chai";
import { unknownValue } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../../support/buildSet.ts";

type Properties = ReturnType<typeof buildSet>;

/** The result of a diff, and its reports. */
async function diffOf(olds: Properties, news: Properties) {
	const { set, cognito, report } = buildRun();
	const result = await set.diff(olds, news);
	expect(cognito.requests).to.equal(0);
	return { result, reports: report.lines, lines: report.lines.flatMap((text) => text.split("\n")) };
}

const changed = { changes: true, replaces: [] };

describe("the diff of a set", () => {
	it("is empty if nothing changed", async () => {
		const { result, lines } = await diffOf(buildSet(buildMembers(3)), buildSet(buildMembers(3)));
		expect(result).to.deep.equal({ changes: false, replaces: [] });
		expect(lines).to.deep.equal([]);
	});

	it("is empty if only the order of decisions changed", async () => {
		const other = Object.fromEntries(Object.entries(buildMembers(3)).reverse());
		expect((await diffOf(buildSet(buildMembers(3)), buildSet(other))).result.changes).to.equal(false);
	});

	it("shows each added, changed and removed decision under its event ID with its evidence, then the summary", async () => {
		const evidence = { event: "SignIn; ; High; ; 203.0.113.7; Berlin" };
		const { result, reports, lines } = await diffOf(
			buildSet({
				same: buildMember(),
				value: buildMember(evidence),
				gone: buildMember({ username: "bob", event: "SignUp" }),
			}),
			buildSet({
				new: buildMember({ username: "carol", event: "SignIn" }),
				value: buildMember({ ...evidence, feedbackValue: "Invalid" }),
				same: buildMember(),
			}),
		);
		expect(result).to.deep.equal(changed);
		expect(lines).to.deep.equal([
			"+ new carol Valid: SignIn",
			"~ value alice Valid → Invalid: SignIn, High risk, 203.0.113.7 Berlin",
			"- gone bob Valid: SignUp",
			"reviews: 1 to add, 1 to change, 1 to retain, 1 unchanged",
		]);
		expect(reports).to.have.length(1);
	});

	it("counts all of them in words in this order", async () => {
		const added = Object.entries(buildMembers(12)).map(([id, member]) => [`new-${id}`, member]);
		const { e500: _, ...kept } = buildMembers(488);
		const { e488: __, ...rest } = kept;
		const flipped = Object.fromEntries(
			["e1", "e2", "e3"].map((id) => [id, buildMember({ feedbackValue: "Invalid" })]),
		);
		const news = { ...rest, ...flipped, ...Object.fromEntries(added) };
		const { lines } = await diffOf(buildSet(kept), buildSet(news));
		expect(lines.at(-1)).to.equal("reviews: 12 to add, 3 to change, 1 to retain, 484 unchanged");
		expect(lines).to.have.length(17);
	});

	for (const [what, field, value] of [
		["username", "username", "bob"],
		["note", "note", "because"],
		["evidence", "event", "SignIn"],
	] as const) {
		it(`counts a decision whose ${what} changed`, async () => {
			const { result, lines } = await diffOf(buildSet(), buildSet({ e1: buildMember({ [field]: value }) }));
			expect(result).to.deep.equal(changed);
			expect(lines).to.have.length(2);
			expect(lines[0]).to.match(/^~ e1 .* Valid/);
			expect(lines[1]).to.equal("reviews: 1 to change");
		});
	}

	it("replaces the set if the pool changed", async () => {
		const { result } = await diffOf(buildSet(), buildSet(undefined, { userPoolId: "eu-west-1_Other" }));
		expect(result).to.deep.equal({ changes: true, replaces: ["userPoolId"] });
	});

	it("shows the new value of a decision that has none in state", async () => {
		const { feedbackValue: _, ...without } = buildMember();
		const { lines } = await diffOf(buildSet({ e1: without }), buildSet());
		expect(lines[0]).to.equal("~ e1 alice (none) → Valid");
	});

	it("omits internal properties", async () => {
		const { result } = await diffOf(buildSet(), buildSet(undefined, { __provider: "other text" }));
		expect(result.changes).to.equal(false);
	});
});

describe("the diff of a set right after it was read, as a refresh does", () => {
	it("finds the change without reporting it as a planned one, once", async () => {
		const { set, report } = buildRun({ eventLookup: "off" });
		const news = buildSet({ e1: buildMember({ feedbackValue: "Invalid" }) });
		await set.read("id", buildSet());
		expect(await set.diff(buildSet(), news)).to.deep.equal(changed);
		expect(report.infos).to.deep.equal([]);
		await set.diff(buildSet(), news);
		expect(report.infos).to.have.length(1);
	});
});

describe("the diff of a set that is known only after `pulumi up`", () => {
	it("is a change if the map is unknown", async () => {
		const { result, lines } = await diffOf(buildSet(), buildSet(unknownValue));
		expect(result).to.deep.equal(changed);
		expect(lines.join()).not.to.contain(unknownValue);
	});

	it("counts unknown decisions, values and usernames as changed, and prints them in words", async () => {
		const { result, lines } = await diffOf(
			buildSet(buildMembers(4)),
			buildSet({
				e1: unknownValue,
				e2: buildMember({ feedbackValue: unknownValue }),
				e3: buildMember({ username: unknownValue }),
				e4: buildMember(),
				e5: unknownValue,
			}),
		);
		expect(result).to.deep.equal(changed);
		expect(lines.at(-1)).to.equal("reviews: 1 to add, 3 to change, 1 unchanged");
		expect(lines.join("\n")).to.contain("~ e2 alice Valid → (known after up)");
		expect(lines.join("\n")).to.contain("~ e3 (known after up) Valid");
		expect(lines.join("\n")).not.to.contain(unknownValue);
	});

	it("does not show an entirely unknown decision as one without a value", async () => {
		const { lines } = await diffOf(buildSet(), buildSet({ e1: unknownValue, e2: unknownValue }));
		expect(lines.join("\n")).not.to.contain("(none)");
	});
});

describe("the diff of a set whose usernames are secret", () => {
	const secret = { __secret: true };
	const before = { changed: buildMember({ username: "zoe" }), gone: buildMember({ username: "zoe" }) };
	const after = {
		changed: buildMember({ username: "zoe", feedbackValue: "Invalid" }),
		new: buildMember({ username: "zoe" }),
	};

	it("prints none of them", async () => {
		const { lines } = await diffOf(buildSet(before, secret), buildSet(after, secret));
		expect(lines).to.deep.equal([
			"+ new [secret] Valid",
			"~ changed [secret] Valid → Invalid",
			"- gone [secret] Valid",
			"reviews: 1 to add, 1 to change, 1 to retain",
		]);
	});

	it("does not print that of a removed decision that is secret only in state", async () => {
		const { lines } = await diffOf(buildSet({ gone: before.gone }, secret), buildSet({}));
		expect(lines[0]).to.equal("- gone [secret] Valid");
	});
});
