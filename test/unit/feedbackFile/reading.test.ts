import { expect } from "chai";
import { FeedbackFileError } from "#provider/feedbackFile/errors";
import { parseFeedbackFile } from "#provider/feedbackFile/read";

const pool = "userPoolId: eu-central-1_Test\n";
const alice = "    username: alice\n    feedbackValue: Valid\n";

describe("a decisions file", () => {
	it("has a pool, and decisions by event ID in the order of the file", () => {
		const text = `# reviewed by Kim\n${pool}decisions:\n  e2:\n${alice}    note: TICKET-123\n    evidence: { source: api, type: SignIn, riskLevel: High }\n  e1: { feedbackValue: Invalid, username: bob }\n`;
		const { path, userPoolId, decisions, lines, ...rest } = parseFeedbackFile("feedback.yaml", text);
		expect({ path, userPoolId, ...rest }).to.deep.equal({
			path: "feedback.yaml",
			userPoolId: "eu-central-1_Test",
			text,
			samples: [],
		});
		// The line of the evidence, or of the decision if it has none.
		expect([...lines]).to.deep.equal([
			["e2", 8],
			["e1", 9],
		]);
		expect([...decisions]).to.deep.equal([
			[
				"e2",
				{
					username: "alice",
					feedbackValue: "Valid",
					note: "TICKET-123",
					evidence: { source: "api", type: "SignIn", riskLevel: "High" },
				},
			],
			["e1", { username: "bob", feedbackValue: "Invalid" }],
		]);
	});

	for (const [what, text] of [
		["nothing under `decisions`", `${pool}decisions:\n`],
		["comments alone under it", `${pool}decisions:\n  # e1:\n  #   username: alice\n`],
		["an empty map", `${pool}decisions: {}\n`],
		["a byte order mark and Windows line ends", `\uFEFF${pool}decisions:\n`.replaceAll("\n", "\r\n")],
		["JSON in it", '{ "userPoolId": "eu-central-1_Test", "decisions": {} }'],
	] as const)
		it(`may have ${what}`, () => {
			const { userPoolId, decisions } = parseFeedbackFile("f", text);
			expect(userPoolId).to.equal("eu-central-1_Test");
			expect([...decisions]).to.deep.equal([]);
		});

	it("may have an empty note", () => {
		const { decisions } = parseFeedbackFile("f", `${pool}decisions:\n  e1:\n${alice}    note:\n`);
		expect(decisions.get("e1")).to.deep.equal({ username: "alice", feedbackValue: "Valid" });
	});

	for (const id of ["1e5", "007", "0x1F", "true", "null", "123e4567", "2026-11-20", "-1", "+1"])
		it(`may have the event ID ${id}, with and without quotes`, () => {
			for (const key of [id, `"${id}"`, `'${id}'`]) {
				const { decisions } = parseFeedbackFile("f", `${pool}decisions:\n  ${key}:\n${alice}`);
				expect([...decisions.keys()]).to.deep.equal([id]);
			}
		});

	it("distinguishes event IDs that are the same number to YAML", () => {
		const { decisions } = parseFeedbackFile("f", `${pool}decisions:\n  1e1:\n${alice}  10:\n${alice}`);
		expect([...decisions.keys()]).to.deep.equal(["1e1", "10"]);
	});
});

describe("a malformed decisions file", () => {
	const decision = (fields: string) => `${pool}decisions:\n  e1:\n${fields}`;
	for (const [what, text, ...mistakes] of [
		["is empty", "", "1:1: the file is empty: expected `userPoolId`, `region`, `decisions`, `samples`"],
		[
			"holds a comment alone",
			"# later\n",
			"1:1: the file is empty: expected `userPoolId`, `region`, `decisions`, `samples`",
		],
		[
			"is a list",
			"- a\n",
			"1:1: the file is a list: expected `userPoolId`, `region`, `decisions`, `samples`",
		],
		[
			"is a word",
			"\nhello\n",
			"2:1: the file is a string: expected `userPoolId`, `region`, `decisions`, `samples`",
		],
		["has nothing it needs", "{}", "1:1: `userPoolId` is required", "1:1: `decisions` is required"],
		[
			"has a wrong pool",
			"decisions:\nuserPoolId: Test\n",
			"2:13: `userPoolId` has an invalid format; expected a Region, `_` and letters or digits, like `eu-central-1_AbCdEf123`",
		],
		[
			"has a wrong Region",
			`${pool}region: Frankfurt\ndecisions:\n`,
			"2:9: `region` is not the name of an AWS Region, such as `eu-central-1`",
		],
		[
			"has a key that is not known",
			`${pool}Decisions: {}\ndecisions:\n`,
			"2:1: `Decisions` is not a valid property (did you mean `decisions`?); expected `userPoolId`, `region`, `decisions`, `samples`",
		],
		[
			"has a list of decisions",
			`${pool}decisions:\n  - e1\n`,
			"3:3: `decisions` is a list: expected event IDs, each with its decision",
		],
		[
			"has a word for a decision",
			`${pool}decisions:\n  e1: Valid\n`,
			'3:7: decision "e1" is a string: expected `username`, `feedbackValue`, `note`, `evidence`',
		],
		[
			"has an empty decision",
			`${pool}decisions:\n  e1:\n`,
			'3:6: decision "e1" is empty: expected `username`, `feedbackValue`, `note`, `evidence`',
		],
		[
			"has a wrong event ID",
			`${pool}decisions:\n  e 1:\n${alice}`,
			"3:3: the event ID has an invalid format; expected letters, digits, `_`, `+` and `-`",
		],
		[
			"lacks fields",
			decision("    note: why\n"),
			"3:3: `username` is required",
			"3:3: `feedbackValue` is required",
		],
		[
			"has a value in the wrong case",
			decision("    username: alice\n    feedbackValue: valid\n"),
			"5:20: `feedbackValue` is not a feedback value; expected `Valid` or `Invalid` (did you mean `Valid`?)",
		],
		[
			"has a number for a username",
			decision("    username: 007\n    feedbackValue: Valid\n"),
			"4:15: `username` must be a string, not a number; put it in quotes",
		],
		[
			"has a username with a space, which it does not print",
			decision("    username: alice b\n    feedbackValue: Valid\n"),
			"4:15: `username` has an invalid format; expected letters, marks, symbols, numbers and punctuation, without spaces or control characters",
		],
		[
			"has a list for a note",
			decision(`${alice}    note: [a, b]\n`),
			"6:11: `note` must be a string, not a list",
		],
		[
			"has evidence in words, which nothing can compare",
			decision(`${alice}    evidence: SignIn, Low risk\n`),
			"6:15: `evidence` must be a map of fields, not a string; write it as fields, or run `cognito-feedback decide` on the event again",
		],
		[
			"has evidence without its source, and with fields that are none",
			decision(`${alice}    evidence:\n      risklevel: Low\n      city: 7\n      challenges: Mfa\n`),
			"6:5: `source` is required; expected `api` or `log`",
			/^7:7: `risklevel` is not a valid property \(did you mean `riskLevel`\?\)/,
			"8:13: `city` must be a string, not a number; put it in quotes",
			"9:19: `challenges` must be a list of strings without control characters",
		],
		[
			"has a slip of the pen",
			decision(`${alice}    nota: a\n`),
			"6:5: `nota` is not a valid property; expected `username`, `feedbackValue`, `note`, `evidence`",
		],
		[
			"has a decision twice",
			`${pool}decisions:\n  e1:\n${alice}  "e1":\n${alice}`,
			'6:3: decision "e1" is a duplicate',
		],
		["has a field twice", decision(`${alice}    username: bob\n`), "6:5: `username` is a duplicate"],
		[
			"has an alias",
			`${pool}decisions:\n  e1: &a\n${alice}  e2: *a\n`,
			"4:5: has a YAML anchor `&a`; remove it",
			"6:7: is a YAML alias; write out the value",
		],
		["is no YAML", `${pool}decisions: [\n`, /^3:1: invalid YAML: Flow sequence in block collection must be/],
		[
			"has a tab for indentation",
			`${pool}decisions:\n\te1: {}\n`,
			"3:1: a tab indents the line; YAML takes only spaces there",
		],
		["has a tag that no one knows", decision("    username: !secret x\n"), /^4:15: invalid YAML: .*tag/],
		[
			"holds two documents",
			`${pool}decisions:\n---\n${pool}`,
			"3:1: the file holds multiple documents; keep one, and delete the line `---` between them",
		],
		[
			"has a comment where a note goes on",
			decision(`${alice}    note: Travelling, see #12\n`),
			"6:27: `note` ends here: to YAML, what follows ` #` is a comment; put the text in quotes, or the comment on a line of its own",
		],
		[
			"has a note that is a number of an issue",
			decision(`${alice}    note: #12\n`),
			/^6:11: `note` ends here: /,
		],
		[
			"has a comment where a device goes on",
			decision(`${alice}    evidence:\n      source: api\n      device: Phone #2\n`),
			/^8:21: `device` ends here: /,
		],
		[
			"has a backslash in double quotes",
			decision('    username: "adfs_CORP\\myname"\n    feedbackValue: Valid\n'),
			/^4:\d+: `\\` begins an escape in double quotes; use single quotes, or write `\\\\`$/,
		],
		[
			"has a no-break space after a colon",
			decision("    username:\u00a0alice\n    feedbackValue: Valid\n"),
			/^4:5: invalid YAML: a no-break space or another unusual space stands here; replace it/,
		],
		[
			"has a no-break space after a colon within braces",
			`${pool}decisions:\n  e1: { username:\u00a0alice, feedbackValue: Valid }\n`,
			"3:3: `username` is required",
			/^3:9: a no-break space or another/,
		],
		[
			"has no space after a colon within braces",
			`${pool}decisions:\n  e1: { username:alice, feedbackValue: Valid }\n`,
			"3:3: `username` is required",
			"3:9: `username:` needs a space after the colon",
		],
		[
			"has a merge conflict",
			`${pool}decisions:\n<<<<<<< HEAD\n  e1:\n${alice}=======\n  e2:\n${alice}>>>>>>> branch\n`,
			"3:1: unresolved merge conflict; keep the decisions of both sides and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
		],
		[
			"has several mistakes, which it lists in order",
			`${pool}decisions:\n  "e 1":\n    username: alice\n    feedbackValue: Maybe\n  e2: 1\n`,
			/^3:3: the event ID /,
			/^5:20: `feedbackValue` /,
			/^6:7: decision "e2" /,
		],
	] as const)
		it(`that ${what} is rejected with the place`, () => {
			const error = refusalOf(text);
			const lines = error.message.split("\n");
			expect(lines, error.message).to.have.length(mistakes.length);
			for (const [index, expected] of mistakes.entries()) {
				const said = lines[index]?.replace(/^feedback\.yaml:/, "");
				if (typeof expected === "string") expect(said).to.equal(expected);
				else expect(said).to.match(expected);
			}
			expect(error.mistakes.map(({ line, column }) => `${line}:${column}`)).to.deep.equal(
				lines.map((line) => line.split(":").slice(1, 3).join(":")),
			);
			expect(error.message).not.to.include("alice");
		});
});

function refusalOf(text: string): FeedbackFileError {
	try {
		parseFeedbackFile("feedback.yaml", text);
	} catch (error) {
		if (error instanceof FeedbackFileError) return error;
		throw error;
	}
	throw new Error("The file was not refused");
}
