import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { plugin } from "../../workbench/project/adapters.ts";
import { membersIn } from "../../workbench/project/state.ts";
import { hostileEvent, hostileText, hostileTexts, prototypeKeys } from "../support/anyText.ts";
import { apiModel } from "../support/apiModel.ts";
import { cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { members, poolId, set, setOf, single } from "../support/program.ts";
import { expectHarmless } from "../support/steering.ts";
import { overAdapters, step, story } from "../support/story.ts";

const others = prototypeKeys.filter((key) => key !== "__proto__");
const keysWith = (prefix: string) => others.map((key) => `${prefix}${key}`);
const alice = () => pulumi.output("alice");
const patience = 10 * 60_000;

describe("Through the plugin:", () => {
	let error: string | undefined;
	story(
		"Hostile texts from Cognito neither control a terminal nor crash Pulumi's CLI in any command",
		{
			adapter: plugin,
			content: cognito(
				user("alice", ...["one", "inSet", "withOutput"].map((id) => signIn(id, hostileEvent))),
			),
			onRequest: ({ operation }) => {
				if (error && operation === "AdminUpdateAuthEventFeedback")
					throw new EmulatorError(error, hostileText);
			},
		},
		async (stack) => {
			const declare = (feedbackValue: string) =>
				stack.program(
					single("one", { eventId: "one", feedbackValue }),
					set("packed", { inSet: { feedbackValue } }),
					set("apart", { withOutput: { feedbackValue, username: alice() } }),
				);

			await step("in a preview in color", async () => {
				declare("Valid");
				const { output } = await stack.preview("--color", "always");
				expect(output).to.contain("bogus").and.not.to.contain("panic");
				for (const steering of ["\x1b[2J", "\x1b]0;"]) expect(output).not.to.contain(steering);
			});

			for (const code of ["InvalidParameterException", hostileText])
				await step(`in an error with the name ${JSON.stringify(code)}`, async () => {
					error = code;
					const { output } = await stack.fails("up");
					error = undefined;
					// After a failure, Pulumi starts no further resource.
					expect(output).to.match(/one in user pool|event (inSet|withOutput):/);
					expectHarmless(output);
				});

			await step("in `up`, a change, a refresh and a destroy", async () => {
				expectHarmless((await stack.up()).output);
				declare("Invalid");
				expectHarmless((await stack.preview()).output);
				expectHarmless((await stack.up()).output);
				expectHarmless((await stack.refresh()).output);
				expectHarmless((await stack.destroy()).output);
			});
		},
	).timeout(patience);

	story(
		"Hostile texts in a program are rejected safely in each field",
		{ adapter: plugin, content: cognito(user("alice")) },
		async (stack) => {
			for (const text of [hostileText, "x".repeat(1_000_000)])
				await step(JSON.stringify(text.slice(0, 30)), async () => {
					const args = {
						username: `${text} `,
						eventId: `${text}/`,
						feedbackValue: text,
						note: `\x1b${text}`,
					};
					for (const declared of [
						single("one", { userPoolId: text, ...args }),
						set("many", { [`${text}/`]: { ...args, [`x${text}`]: "x" } }, { userPoolId: text }),
					]) {
						stack.program(declared);
						const { output, requests } = await stack.fails("preview");
						expect(output).to.contain("has an invalid format");
						expect(output.length).to.be.below(20_000);
						expectHarmless(output);
						expect(requests).to.deep.equal([]);
					}
				});
		},
	).timeout(patience);

	const prefixes = ["", "packed-", "apart-"];
	story(
		"Event IDs named like built-in properties of objects are ordinary IDs",
		{
			adapter: plugin,
			content: cognito(user("alice", ...signIns("__proto__", ...prefixes.flatMap(keysWith)))),
		},
		async (stack) => {
			const declared = (prefix: string, decision: Readonly<Record<string, unknown>>) =>
				Object.fromEntries(keysWith(prefix).map((id) => [id, decision]));

			await step("as single keys, with `__proto__` in a resource of its own", async () => {
				stack.program(
					...prototypeKeys.map((eventId) => single(`of ${eventId}`, { eventId })),
					set("packed", declared("packed-", {})),
					set("apart", declared("apart-", { username: alice() })),
				);
				await stack.up();
				expect(stack.feedback()).to.have.all.keys("__proto__", ...prefixes.flatMap(keysWith));
				expect((await stack.preview()).output).to.contain("8 unchanged");
			});

			for (const decision of [{}, { username: alice() }])
				await step(
					`as keys of a set ${"username" in decision ? "with outputs" : "of plain values"}`,
					async () => {
						const decisions = members(declared("", decision));
						// With a generated SDK, Pulumi converts each input to a string, which fails for an object with a key
						// `toString`.
						stack.program(setOf("bare", { userPoolId: poolId, decisions: Promise.resolve(decisions) }));
						await stack.up();
						const held = membersIn((await stack.resource("bare"))?.outputs?.decisions);
						expect(Object.keys(held)).to.have.members(others);
					},
				);
		},
	).timeout(patience);
});

overAdapters((adapter, through) => {
	story(
		`Hostile texts are kept in notes ${through}`,
		{ adapter, content: cognito(user("alice", ...signIns("one", "inSet"))) },
		async (stack) => {
			const declare = (decision: Readonly<Record<string, unknown>>) =>
				stack.program(single("one", { eventId: "one", ...decision }), set("many", { inSet: decision }));
			const expectKept = async (note: string) => {
				expect((await stack.resource("one"))?.outputs?.note).to.equal(note);
				expect(membersIn((await stack.resource("many"))?.outputs?.decisions).inSet?.note).to.equal(note);
			};

			await step("are kept in a note if they do not control a terminal", async () => {
				const notes = hostileTexts.filter(apiModel.note).join("\n");
				for (const note of [notes, `${notes}\r\n\tchanged`]) {
					declare({ note });
					expectHarmless((await stack.up()).output.replaceAll(/[\r\t]/g, ""));
					await expectKept(note);
				}
			});

			await step("may be a note of a megabyte, with changing feedback", async () => {
				const note = "n".repeat(1_000_000);
				declare({ note });
				await stack.up();
				declare({ note, feedbackValue: "Invalid" });
				const { output } = await stack.up();
				expect(output.length).to.be.below(100_000);
				await expectKept(note);
				expect(stack.feedback()).to.deep.equal({ one: "Invalid", inSet: "Invalid" });
				expect((await stack.refresh()).requests).to.have.lengthOf(1);
			});
		},
	).timeout(patience);

	const lost = (username: pulumi.Input<string> = "alice") =>
		Object.fromEntries([["__proto__", { username, feedbackValue: "Valid" }]]);
	/**
	 * What a program with a generated SDK loses before the plugin receives anything, because JavaScript does not make it a key.
	 */
	const beforeThePlugin = {
		"in an output": () => pulumi.output(lost()),
		"written down, which makes it a prototype": () => ({
			__proto__: { username: "alice", feedbackValue: "Valid" },
		}),
	};
	const forms = {
		"as a key": () => lost(),
		"among outputs": () => lost(alice()),
		"in what an output comes to": () => pulumi.output(1).apply(() => lost()),
		"in a promise": () => Promise.resolve(lost()),
		...(adapter.name === "plugin" ? {} : beforeThePlugin),
	};
	const reasons =
		adapter.name === "plugin"
			? // Pulumi's SDK for Node.js copies the decisions and replaces the object's prototype, so the fields of that decision
				// take its place.
				['decisions["username"]: is not a decision; expected an object with `username`']
			: [
					"an event with the ID `__proto__` cannot be in a set",
					"declare an AuthEventFeedback resource instead",
				];
	story(
		`The event ID \`__proto__\` is rejected in a set, and not lost, in each way to declare it ${through}`,
		{ adapter, content: cognito(user("alice", ...signIns("__proto__"))) },
		async (stack) => {
			for (const [form, decisions] of Object.entries(forms))
				await step(form, async () => {
					stack.program((sdk) => setOf("lost", { userPoolId: poolId, decisions: decisions() })(sdk));
					const { output } = await stack.fails("preview");
					for (const reason of reasons) expect(output).to.contain(reason);
				});
		},
	).timeout(patience);
});
