import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { membersIn } from "../../workbench/project/state.ts";
import { hostileEvent, hostileText, hostileTexts, prototypeKeys } from "../support/anyText.ts";
import { cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { poolId, set, setOf, single } from "../support/program.ts";
import { expectHarmless } from "../support/steering.ts";
import { step, story } from "../support/story.ts";

let error: string | undefined;
story(
	"Hostile texts from Cognito and from a program neither control a terminal nor crash Pulumi's CLI",
	{
		content: cognito(user("alice", ...["one", "inSet", "withOutput"].map((id) => signIn(id, hostileEvent)))),
		onRequest: ({ operation }) => {
			if (error && operation === "AdminUpdateAuthEventFeedback") throw new EmulatorError(error, hostileText);
		},
	},
	async (stack) => {
		const declare = (feedbackValue: string) =>
			stack.program(
				single("one", { eventId: "one", feedbackValue }),
				set("packed", { inSet: { feedbackValue } }),
				set("apart", { withOutput: { feedbackValue, username: pulumi.output("alice") } }),
			);

		await step("in `up`", async () => {
			declare("Valid");
			expectHarmless((await stack.up()).output);
		});

		await step("in a preview in color, for which the CLI parses its own color tags", async () => {
			declare("Invalid");
			const { output } = await stack.preview("--color", "always");
			expect(output).to.contain("bogus").and.not.to.contain("panic");
			for (const steering of ["\x1b[2J", "\x1b]0;"]) expect(output).not.to.contain(steering);
		});

		await step("in an error, whatever its name", async () => {
			error = hostileText;
			const { output } = await stack.fails("up");
			error = undefined;
			// After a failure, Pulumi starts no further resource.
			expect(output).to.match(/one in user pool|event (inSet|withOutput):/);
			expectHarmless(output);
		});

		await step("in the failures of each field of a program, which stay short", async () => {
			const texts = [...hostileTexts, "x".repeat(1_000_000)];
			const args = (text: string) => ({
				userPoolId: text,
				username: `${text} `,
				eventId: `${text}/`,
				feedbackValue: text,
				note: `\x1b${text}`,
			});
			stack.program(
				...texts.flatMap((text, index) => [
					single(`single${index}`, args(text)),
					set(`set${index}`, { [`${text}/`]: { ...args(text), [`x${text}`]: "x" } }, { userPoolId: text }),
				]),
			);
			const { output, requests } = await stack.fails("preview");
			expect(output).to.contain("has an invalid format");
			expect(output.length).to.be.below(200_000);
			expectHarmless(output);
			expect(requests).to.deep.equal([]);
		});
	},
);

const others = prototypeKeys.filter((key) => key !== "__proto__");
const keysWith = (prefix: string) => others.map((key) => `${prefix}${key}`);
const ids = ["", "packed-", "apart-"].flatMap(keysWith);
story(
	"Event IDs named like built-in properties of objects are ordinary IDs, except `__proto__` in a set",
	{ content: cognito(user("alice", ...signIns("__proto__", ...ids))) },
	async (stack) => {
		await step("are submitted, and kept in state", async () => {
			const decisions = (prefix: string, decision: Record<string, unknown>) =>
				Object.fromEntries(keysWith(prefix).map((id) => [id, decision]));
			stack.program(
				single("alone", { eventId: "__proto__" }),
				set("bare", decisions("", {})),
				set("packed", decisions("packed-", {})),
				set("apart", decisions("apart-", { username: pulumi.output("alice") })),
			);
			await stack.up();
			expect(stack.feedback()).to.have.all.keys("__proto__", ...["", "packed-", "apart-"].flatMap(keysWith));
			const { decisions: held } = (await stack.resource("bare"))?.outputs ?? {};
			expect(Object.keys(membersIn(held))).to.have.members(others);
		});

		await step("are rejected and not lost if one is `__proto__` in a set", async () => {
			const own = Object.fromEntries([["__proto__", { username: "alice", feedbackValue: "Valid" }]]);
			stack.program(setOf("lost", { userPoolId: poolId, decisions: own }));
			const { output } = await stack.fails("preview");
			expect(output)
				.to.contain("an event with the ID `__proto__` cannot be in a set")
				.and.contain("declare an AuthEventFeedback resource instead");
		});
	},
);
