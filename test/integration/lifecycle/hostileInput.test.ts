import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { membersIn } from "../../../workbench/project/state.ts";
import { type InProcessStack, quickStory, type Result } from "../../harness/stack.ts";
import { hostileEvent, hostileText, hostileTexts, prototypeKeys } from "../../support/anyText.ts";
import { apiModel } from "../../support/apiModel.ts";
import { cognito, signIn, signIns, user } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { steeringIn } from "../../support/steering.ts";
import { step } from "../../support/story.ts";

function expectHarmless({ output }: Result): void {
	expect(steeringIn(output), output).to.deep.equal([]);
}

/** Pulumi prints the texts in state, each separately. */
function expectHarmlessState({ state }: InProcessStack): void {
	JSON.stringify([...state.values()], (key, value) => {
		for (const text of [key, String(value)]) expect(steeringIn(text), text).to.deep.equal([]);
		return value;
	});
}

let error: string | undefined;
quickStory(
	"Hostile texts from Cognito reach neither terminal, errors nor state",
	{
		content: cognito(user("alice", signIn("one", hostileEvent), signIn("inSet", hostileEvent))),
		onRequest: ({ operation }) => {
			if (error && operation === "AdminUpdateAuthEventFeedback") throw new EmulatorError(error, hostileText);
		},
	},
	async (stack) => {
		const declare = (feedbackValue: string) =>
			stack.program(
				single("one", { eventId: "one", feedbackValue }),
				set("many", { inSet: { feedbackValue } }),
			);

		await step("a preview", async () => {
			declare("Valid");
			expectHarmless(await stack.preview());
		});

		for (const code of ["InvalidParameterException", hostileText])
			await step(`an error of \`up\` with the name ${JSON.stringify(code)}`, async () => {
				error = code;
				const failed = await stack.fails("up");
				error = undefined;
				expect(failed.output).to.include("event one in user pool").and.include("event inSet: ");
				expectHarmless(failed);
			});

		await step("`up`, a change, a refresh and a destroy", async () => {
			expectHarmless(await stack.up());
			expectHarmlessState(stack);
			declare("Invalid");
			expectHarmless(await stack.preview());
			expectHarmless(await stack.up());
			await stack.becomes(cognito(user("alice", signIn("one", hostileEvent), signIn("inSet", hostileEvent))));
			const refreshed = await stack.refresh();
			expect(refreshed.output).to.include("drift detected: ");
			expectHarmless(refreshed);
			expectHarmlessState(stack);
			expectHarmless(await stack.destroy());
		});
	},
);

quickStory(
	"Notes without terminal control characters are kept unchanged, even a megabyte",
	{ content: cognito(user("alice", ...signIns("one", "inSet"))) },
	async (stack) => {
		const printable = hostileTexts.filter(apiModel.note).join("\n");
		for (const note of [printable, `${printable}\r\n\tchanged`, "n".repeat(1_000_000)])
			await step(`a note of ${note.length} characters`, async () => {
				stack.program(single("one", { eventId: "one", note }), set("many", { inSet: { note } }));
				const { output } = await stack.up();
				expect(output.length).to.be.below(100_000);
				expect(stack.state.get("one")?.outputs.note).to.equal(note);
				expect(membersIn(stack.state.get("many")?.outputs.decisions).inSet?.note).to.equal(note);
			});

		await step("feedback changes beside such a note, and a refresh leaves it", async () => {
			const decision = { note: "n".repeat(1_000_000), feedbackValue: "Invalid" };
			stack.program(single("one", { eventId: "one", ...decision }), set("many", { inSet: decision }));
			await stack.up();
			expect(stack.feedback()).to.deep.equal({ one: "Invalid", inSet: "Invalid" });
			expect((await stack.refresh()).requests).to.have.lengthOf(1);
			expect(stack.state.get("one")?.outputs.note).to.equal(decision.note);
		});
	},
);

const others = prototypeKeys.filter((key) => key !== "__proto__");
quickStory(
	"Event IDs named like built-in properties of objects are ordinary IDs",
	{ content: cognito(user("alice", ...signIns(...others))) },
	async (stack) => {
		stack.program(
			...others.map((eventId) => single(`of ${eventId}`, { eventId })),
			set("many", Object.fromEntries(others.map((id) => [id, {}]))),
		);
		await stack.up();
		expect(stack.feedback()).to.have.all.keys(others);
		expect(Object.keys(membersIn(stack.state.get("many")?.outputs.decisions))).to.have.members(others);
		expect((await stack.preview()).steps).to.include({ create: 0, update: 0 });
		expect((await stack.refresh()).requests).to.have.lengthOf(1);
	},
);
