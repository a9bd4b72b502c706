import { expect } from "chai";
import { decisionsOf as declaredBy } from "pulumi-cognito-feedback/policy";
import { adapters } from "../../../workbench/project/adapters.ts";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user, withFeedback } from "../../support/cognitoContent.ts";
import { giveFeedback } from "../../support/giveFeedback.ts";
import { set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

const events = signIns("e1", "e2");
/** The feedback on the event, given by this provider or by the user. */
const held = (value: string, provider: string) =>
	cognito(user("alice", ...events.map((event) => withFeedback(event, value, provider))));
const userInvalid = { value: "Invalid", provider: "User" };

for (const adapter of adapters) {
	const options = { content: cognito(user("alice", ...events)), adapter };
	quickStory(`A decision that overrules others, through the ${adapter.name}`, options, async (stack) => {
		const declare = (feedbackValue: string) =>
			stack.program(single("one", { eventId: "e1", feedbackValue }), set("many", { e2: { feedbackValue } }));
		/** The prior feedback in a command's inputs, as policies receive it. */
		const priors = ({ inputs }: { inputs: Readonly<Record<string, object>> }) =>
			(["single", "set"] as const).map((type) => {
				const props = inputs[type === "single" ? "one" : "many"] as Record<string, unknown>;
				return declaredBy({ type: adapter[type], props })[0]?.evidence?.priorFeedback;
			});
		const overrules = (value: string, provider: string) =>
			`overrules ${value} by ${provider === "User" ? "the user" : provider} on 2026-11-21 10:00 UTC: SignIn`;

		await step("reads and reports the user's later feedback in a refresh", async () => {
			declare("Valid");
			await stack.up();
			await stack.becomes(held("Invalid", "User"));
			await stack.refresh();
			const preview = await stack.preview();
			expect(preview.output)
				.to.include(`e1 alice Invalid → Valid, ${overrules("Invalid", "User")}`)
				.and.include(`~ e2 alice Invalid → Valid, ${overrules("Invalid", "User")}`);
			for (const prior of priors(preview)) expect(prior).to.deep.include(userInvalid);
		});

		await step(
			"keeps the overruled feedback after it is submitted, so that policies can still check it",
			async () => {
				await stack.up();
				const preview = await stack.preview();
				expect(preview.steps).to.include({ unchanged: 2 });
				expect(preview.requests).to.deep.equal([]);
				for (const prior of priors(preview)) expect(prior).to.deep.include(userInvalid);
			},
		);

		await step("does not report feedback that no longer exists", async () => {
			declare("Invalid");
			const preview = await stack.preview();
			expect(preview.output)
				.to.include("e1 alice Valid → Invalid: SignIn")
				.and.not.match(/overrules|by the user/);
			expect(priors(preview)).to.deep.equal([undefined, undefined]);
			await stack.up();
			declare("Valid");
			expect((await stack.up()).output)
				.to.include("Invalid → Valid: SignIn")
				.and.not.include("overrules");
		});

		await step("looks up the feedback that it changes, even without a refresh", async () => {
			await stack.becomes(held("Valid", "User"));
			declare("Invalid");
			const preview = await stack.preview();
			expect(preview.output.match(/overrules Valid by the user on 2026-11-21 10:00 UTC/g)).to.have.lengthOf(
				2,
			);
			for (const prior of priors(preview))
				expect(prior).to.deep.include({ value: "Valid", provider: "User" });
			expect(preview.lists).to.have.lengthOf(1);
			await stack.up();
		});

		await step("reports another administrator's feedback, and not its own", async () => {
			for (const EventId of ["e1", "e2"])
				await giveFeedback(stack.emulator, { EventId, FeedbackValue: "Valid" });
			await stack.refresh();
			const { output } = await stack.preview();
			expect(output.match(/Valid → Invalid, overrules Valid by Admin on 20/g)).to.have.lengthOf(2);
			await stack.up();
			declare("Valid");
			expect((await stack.preview()).output)
				.to.include("Invalid → Valid: ")
				.and.not.include("overrules");
		});

		await step("reports it from state if look-ups are off", async () => {
			declare("Invalid");
			await stack.becomes(held("Valid", "User"));
			await stack.refresh();
			stack.configure({ "cognito-feedback:eventLookup": "off" });
			const { output, requests } = await stack.preview();
			expect(requests).to.deep.equal([]);
			expect(output.match(/Valid → Invalid, overrules Valid by the user/g)).to.have.lengthOf(2);
			await stack.up();
			declare("Valid");
			expect((await stack.preview()).output)
				.to.include("Invalid → Valid: ")
				.and.not.include("overrules");
		});
	});
}

quickStory(
	"A new decision reports whose feedback it overrules",
	{ content: held("Invalid", "User") },
	async (stack) => {
		stack.program(single("one", { eventId: "e1" }), set("many", {}));
		await stack.up();
		stack.program(single("one", { eventId: "e1" }), set("many", { e2: {} }));
		expect((await stack.preview()).output).to.include(
			"+ e2 alice Valid, overrules Invalid by the user on 2026-11-21 10:00 UTC: SignIn",
		);
	},
);
