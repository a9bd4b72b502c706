import { expect } from "chai";
import fc from "fast-check";
import { changeFeedbackFile } from "#provider/feedbackFile/change";
import { fileFields } from "#provider/feedbackFile/feedbackFile";
import {
	anyChangesOf,
	anyDecision,
	anyDecisions,
	anyFileEvidence,
	buildFile,
	changed,
	filePool,
	isNote,
} from "../../support/buildFeedbackFile.ts";

const handMade = `# Reviewed by Kim and Alex
userPoolId: "eu-central-1_Test" # production

decisions:

    # --- Berlin trip ---
    e1: # the first of three
        # she called us
        feedbackValue:  'Valid'   # see mail
        username: alice
        note: >-  # folded
            a long
            story

    e2:
        username: "bob"
        feedbackValue: Invalid
        # and that is why
    # --- the end ---
# nothing after this
`;

describe("a decisions file that people edit", () => {
	it("keeps everything except the changed value", () => {
		const file = buildFile(handMade);
		const text = changeFeedbackFile(
			file,
			new Map([["e1", { ...decisionOf(file, "e1"), feedbackValue: "Invalid" }]]),
		);
		expect(text).to.equal(handMade.replace("'Valid'   # see mail", "Invalid   # see mail"));
	});

	it("keeps the comment of a replaced multi-line text", () => {
		const file = buildFile(handMade);
		const text = changeFeedbackFile(file, new Map([["e1", { ...decisionOf(file, "e1"), note: "short" }]]));
		expect(text).to.equal(handMade.replace(/note: >-[\s\S]*story\n/, 'note: "short" # folded\n'));
	});

	it("gets a new field in its place, indented like the others", () => {
		const file = buildFile(handMade);
		const text = changeFeedbackFile(file, new Map([["e2", { ...decisionOf(file, "e2"), note: "why" }]]));
		expect(text).to.equal(
			handMade.replace("        # and that is why\n", "        note: why\n        # and that is why\n"),
		);
	});

	it("gets new decisions after the last one and its comments, indented like the others", () => {
		const text = changeFeedbackFile(
			buildFile(handMade),
			new Map([["third", { username: "carol", feedbackValue: "Valid" }]]),
		);
		expect(text).to.equal(
			handMade.replace(
				"    # --- the end ---\n",
				"    third:\n        username: carol\n        feedbackValue: Valid\n    # --- the end ---\n",
			),
		);
	});

	it("loses with a decision only the comments within it", () => {
		const text = changeFeedbackFile(buildFile(handMade), new Map([["e1", undefined]]));
		expect(text).to.equal(handMade.replace(/ {4}e1:[\s\S]*story\n/, ""));
		const empty = changeFeedbackFile(buildFile(text), new Map([["e2", undefined]]));
		expect(empty).to.equal(text.replace(/ {4}e2:[\s\S]*that is why\n/, ""));
		expect([...buildFile(empty).decisions]).to.deep.equal([]);
	});

	it("keeps Windows line endings", () => {
		const file = buildFile(handMade.replaceAll("\n", "\r\n"));
		const text = changeFeedbackFile(
			file,
			new Map([
				["e1", { ...decisionOf(file, "e1"), note: "short" }],
				["e3", { username: "carol", feedbackValue: "Valid", note: "new" }],
			]),
		);
		expect(text.replaceAll("\r\n", "")).not.to.match(/[\r\n]/);
		expect(buildFile(text).decisions.get("e3")?.note).to.equal("new");
	});

	for (const [what, text] of [
		["without a last line end", handMade.trimEnd()],
		[
			"with braces throughout",
			`{ userPoolId: ${filePool}, decisions: { e1: { username: a, feedbackValue: Valid } } }`,
		],
		[
			"with JSON",
			`{"userPoolId":"${filePool}","decisions":{"e1":{"username":"a","feedbackValue":"Valid","note":null}}}`,
		],
		[
			"with braces for each decision",
			`userPoolId: ${filePool}\ndecisions:\n e1: {username: a, feedbackValue: Valid, note: "x"} # y\n`,
		],
		["with an empty map", `decisions: {} # none yet\nuserPoolId: ${filePool}\n`],
		["with nothing under `decisions`", `decisions: # none yet\n  # as I said\nuserPoolId: ${filePool} # z\n`],
		[
			"with an end of the document",
			`---\nuserPoolId: ${filePool}\ndecisions:\n  e1: {username: a, feedbackValue: Valid}\n...\n# bye\n`,
		],
		[
			"with question marks for keys",
			`userPoolId: ${filePool}\ndecisions:\n  ? e1 # why\n  : username: a\n    feedbackValue: Valid\n`,
		],
		[
			"with an empty note",
			`userPoolId: ${filePool}\ndecisions:\n  e1:\n    note: # why\n    username: a\n    feedbackValue: Valid\n`,
		],
		[
			"with a text at its end that keeps its line ends",
			`userPoolId: ${filePool}\ndecisions:\n  e1:\n    username: a\n    feedbackValue: Valid\n    note: |+\n      x\n\n`,
		],
		[
			"with tags",
			`userPoolId: !!str ${filePool}\ndecisions: !!map\n  !!str e1:\n    username: !!str a\n    feedbackValue: Valid\n`,
		],
	] as const)
		it(`can be changed like any other: ${what}`, () => {
			const file = buildFile(text);
			fc.assert(
				fc.property(anyChangesOf(file.decisions), (changes) => {
					const { decisions } = buildFile(changeFeedbackFile(file, changes));
					expect([...decisions]).to.deep.equal(changed(file.decisions, changes));
				}),
				{ numRuns: 20 },
			);
		});

	it("keeps every comment outside removed decisions", () => {
		const files = anyDecisions
			.filter(({ size }) => size > 0)
			.chain((decisions) => fc.tuple(commented(decisions), fc.constant(decisions)));
		const cases = files.chain(([text, decisions]) =>
			fc.tuple(fc.constant(text), anyChangesWithoutRemoval(decisions)),
		);
		fc.assert(
			fc.property(cases, ([text, changes]) => {
				const file = buildFile(text);
				const result = changeFeedbackFile(file, changes);
				expect(commentsIn(result)).to.deep.equal(commentsIn(text));
				expect([...buildFile(result).decisions]).to.deep.equal(changed(file.decisions, changes));
			}),
			{ numRuns: 60 },
		);
	});
});

/** The file of these decisions, with comments `#c1`, `#c2`, … above, in and after them. */
function commented(decisions: Parameters<typeof anyChangesOf>[0]): fc.Arbitrary<string> {
	const places = fc.infiniteStream(fc.constantFrom("none", "above", "beside", "blank"));
	return fc.tuple(places, fc.constantFrom(1, 2, 4)).map(([stream, step]) => {
		let count = 0;
		const line = (indent: number, text: string) => {
			const at = " ".repeat(indent);
			const { value: place } = stream.next();
			if (place === "above") return `${at}#c${++count}\n${at}${text}\n`;
			if (place === "beside") return `${at}${text} #c${++count}\n`;
			return `${place === "blank" ? "\n" : ""}${at}${text}\n`;
		};
		const blocks = [...decisions].map(([id, decision]) => {
			const fields = fileFields.flatMap((name) => {
				const value = decision[name];
				return value === undefined ? [] : [line(2 * step, `${name}: ${escaped(JSON.stringify(value))}`)];
			});
			return line(step, `"${id}":`) + fields.join("");
		});
		return `${line(0, `userPoolId: ${filePool}`)}${line(0, "decisions:")}${blocks.join("")}#c${++count}\n`;
	});
}

/** Without characters that JSON and YAML write differently, and without the test's own comments. */
function escaped(value: string): string {
	return value.replace(/[^\x20-\x7E]|#c/g, "x");
}

function anyChangesWithoutRemoval(decisions: Parameters<typeof anyChangesOf>[0]) {
	const short = fc.string({ maxLength: 9 }).map(escaped).filter(isNote);
	const whole = { note: short, evidence: anyFileEvidence(short) };
	const full = fc.tuple(anyDecision, fc.record(whole)).map(([decision, more]) => ({
		...decision,
		username: escaped(decision.username).replaceAll(" ", "x"),
		...more,
	}));
	return fc
		.tuple(
			fc.subarray([...decisions.keys()]),
			fc.array(full, { minLength: 8, maxLength: 8 }),
			fc.option(full),
		)
		.map(
			([ids, values, added]) =>
				new Map([
					...ids.map((id, at) => [id, values[at]] as const),
					...(added ? [["a-new-one", added] as const] : []),
				]),
		);
}

function commentsIn(text: string): string[] {
	return text.match(/#c\d+/g) ?? [];
}

function decisionOf(file: ReturnType<typeof buildFile>, id: string) {
	const decision = file.decisions.get(id);
	if (!decision) throw new Error(`no decision ${id}`);
	return decision;
}
