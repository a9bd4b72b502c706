import { expect } from "chai";
import { EmulatorError } from "pulumi-cognito-feedback/emulator";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import type { Run } from "../../tools/pulumi-project/cli.ts";
import { membersIn } from "../../tools/pulumi-project/state.ts";
import { hostileTexts, prototypeKeys } from "../support/anyText.ts";
import { apiModel } from "../support/apiModel.ts";
import { cognito, signIn, signIns, user } from "../support/cognitoContent.ts";
import { code, poolId, set, setOf, single } from "../support/program.ts";
import { steeringIn } from "../support/steering.ts";
import { scene } from "../support/story.ts";

const hostile = hostileTexts.join(" ");

/** Nothing steers a terminal but what is Pulumi's own: the tabs of a list of errors, and the color of their count. */
function expectHarmless({ output }: Run): void {
	const others = output.replaceAll("\t* ", "").replace(/<\{%fg 1%\}>(\d+ errored)<\{%reset%\}>/, "$1");
	expect(steeringIn(others), output).to.deep.equal([]);
}

overFrontEnds("Hostile texts that Cognito sends", (frontEnd) => {
	const evil = {
		EventType: hostile,
		EventResponse: hostile,
		EventRisk: { RiskDecision: hostile, RiskLevel: hostile },
		ChallengeResponses: [{ ChallengeName: hostile, ChallengeResponse: hostile }],
		EventContextData: {
			IpAddress: hostile,
			DeviceName: `${hostile}\ud83d`,
			Timezone: hostile,
			City: hostile,
			Country: hostile,
		},
		EventFeedback: { FeedbackValue: hostile, Provider: hostile },
	};
	let fault: string | undefined;
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", signIn("one", evil), signIn("inSet", evil), signIn("fields", evil))),
		onRequest: ({ operation }) => {
			if (fault && operation === "AdminUpdateAuthEventFeedback") throw new EmulatorError(fault, hostile);
		},
	});

	function declare(feedbackValue: string): void {
		const username = code(`pulumi.output("alice")`);
		stage.program(
			single("one", { eventId: "one", feedbackValue }),
			set("packed", { inSet: { feedbackValue } }),
			set("apart", { fields: { feedbackValue, username } }),
		);
	}

	it("do not steer a terminal in a preview, nor end Pulumi's CLI with a color that it does not know", async () => {
		declare("Valid");
		expectHarmless(await stage.preview());
		// In color as on a terminal, for which the CLI looks for colors in what it prints.
		const flags = ["--stack", "test", "--non-interactive", "--color", "always", "--diff"];
		const { code: exit, output } = await stage.project.command("preview", ...flags);
		expect(exit, output).to.equal(0);
		expect(output).to.contain("bogus").and.not.to.contain("panic");
		for (const steering of ["\x1b[2J", "\x1b]0;"]) expect(output).not.to.contain(steering);
	});

	it("do not steer a terminal in the errors of `up`, whatever Cognito calls the error", async () => {
		for (const name of ["InvalidParameterException", hostile]) {
			fault = name;
			const failed = await stage.fails("up");
			fault = undefined;
			// Pulumi begins no other resource once one has failed.
			expect(failed.output).to.match(/one in user pool|event (inSet|fields):/);
			expectHarmless(failed);
		}
	});

	it("do not steer a terminal in `up`, a change, a refresh and a destroy", async () => {
		expectHarmless(await stage.up());
		declare("Invalid");
		expectHarmless(await stage.preview());
		expectHarmless(await stage.up());
		expectHarmless(await stage.refresh());
		expectHarmless(await stage.destroy());
	});
});

overFrontEnds("Hostile texts in a program", (frontEnd) => {
	const stage = scene({ frontEnd, content: cognito(user("alice", ...signIns("one", "inSet"))) });

	it("are refused in each field without steering a terminal, in single decisions and in sets", async () => {
		const texts = [...hostileTexts, "x".repeat(1_000_000)];
		const args = (text: string) => ({
			userPoolId: text,
			username: `${text} `,
			eventId: `${text}/`,
			feedbackValue: text,
			note: `\x1b${text}`,
		});
		stage.program(
			...texts.flatMap((text, index) => [
				// Pulumi stops at the first resource that has failures, unless it knows nothing of an order.
				single(`single${index}`, args(text)),
				set(`set${index}`, { [`${text}/`]: { ...args(text), [`x${text}`]: "x" } }, { userPoolId: text }),
			]),
		);
		const { output, requests } = await stage.fails("preview");
		expect(output).to.contain("has characters or a form that is not allowed");
		expect(output.length).to.be.below(200_000);
		expectHarmless({ code: 1, output });
		expect(requests).to.deep.equal([]);
	});

	it("are kept in notes as they are, where they do not steer a terminal", async () => {
		const notes = hostileTexts.filter(apiModel.note).join("\n");
		for (const note of [notes, `${notes}\r\n\tchanged`]) {
			stage.program(single("one", { eventId: "one", note }), set("many", { inSet: { note } }));
			expectHarmless({ code: 0, output: (await stage.preview()).output.replaceAll(/[\r\t]/g, "") });
			await stage.up();
			expect((await stage.resource("one"))?.outputs?.note).to.equal(note);
			expect(membersIn((await stage.resource("many"))?.outputs?.decisions).inSet?.note).to.equal(note);
		}
	});

	it("may be a note of a megabyte, in a single decision and in a set", async () => {
		const note = "n".repeat(1_000_000);
		stage.program(single("one", { eventId: "one", note }), set("many", { inSet: { note } }));
		await stage.up();
		stage.program(
			single("one", { eventId: "one", note, feedbackValue: "Invalid" }),
			set("many", { inSet: { note, feedbackValue: "Invalid" } }),
		);
		const { output } = await stage.up();
		expect(output.length).to.be.below(100_000);
		expect((await stage.resource("one"))?.outputs?.note).to.equal(note);
		expect(stage.feedback()).to.deep.equal({ one: "Invalid", inSet: "Invalid" });
		expect((await stage.refresh()).requests).to.have.length(1);
	});
});

overFrontEnds("Event IDs that are named like what objects have from birth", (frontEnd) => {
	const others = prototypeKeys.filter((key) => key !== "__proto__");
	const ids = [
		...prototypeKeys,
		...others.map((key) => `packed-${key}`),
		...others.map((key) => `apart-${key}`),
	];
	const stage = scene({ frontEnd, content: cognito(user("alice", ...signIns(...ids))) });

	it("are decided on like any other, `__proto__` in a resource of its own", async () => {
		const keys = (prefix: string) => others.map((key) => `${prefix}-${key}`);
		const username = code(`pulumi.output("alice")`);
		stage.program(
			...prototypeKeys.map((eventId) => single(`of ${eventId}`, { eventId })),
			set("packed", Object.fromEntries(keys("packed").map((id) => [id, {}]))),
			set("apart", Object.fromEntries(keys("apart").map((id) => [id, { username }]))),
		);
		await stage.up();
		expect(Object.keys(stage.feedback()).sort()).to.deep.equal([...ids].sort());
		expect((await stage.preview()).output).to.contain("8 unchanged");
	});

	it("may be keys of a set as they are", async () => {
		const username = code(`pulumi.output("alice")`);
		for (const decision of [{}, { username }]) {
			const declared = set("bare", Object.fromEntries(others.map((id) => [id, decision])));
			// A generated SDK has Pulumi make a string of each input, which an object with a key `toString` is not fit for.
			const promised = declared.replace(/("decisions": )(.*)( \}\);)$/, "$1Promise.resolve($2)$3");
			stage.program(frontEnd.name === "plugin" ? promised : declared);
			await stage.up();
			const held = membersIn((await stage.resource("bare"))?.outputs?.decisions);
			expect(Object.keys(held)).to.have.members(others);
		}
		expect((await stage.refresh()).requests).to.have.length(1);
	});

	const refused = [
		"an event with the ID `__proto__` cannot be decided on in a set",
		"declare it as a resource of its own, an AuthEventFeedback",
	];
	/** Pulumi's SDK for Node.js copies what the plugin gets, and puts what such a decision holds in its place. */
	const misplaced = ['decisions["username"]: is not a decision; expected an object with `username`'];
	const own = `Object.fromEntries([["__proto__", { username: "alice", feedbackValue: "Valid" }]])`;
	const asPrototype = `{ "__proto__": { username: "alice", feedbackValue: "Valid" } }`;
	/** What a program with a generated SDK loses before anything reaches the plugin: JavaScript makes no key of it. */
	const beforeThePlugin = [
		["in an output", `pulumi.output(${own})`],
		["written down, which makes it a prototype", asPrototype],
	] as const;
	for (const [how, decisions] of [
		["as a key", own],
		["among outputs", own.replace(`"alice"`, `pulumi.output("alice")`)],
		["in what an output comes to", `pulumi.output(1).apply(() => ${own})`],
		["in a promise", `Promise.resolve(${own})`],
		...(frontEnd.name === "plugin" ? [] : beforeThePlugin),
	] as const) {
		it(`are refused in a set where they are \`__proto__\`, and not lost: ${how}`, async () => {
			stage.program(setOf("lost", { userPoolId: poolId, decisions: code(decisions) }));
			const { output } = await stage.fails("preview");
			for (const said of frontEnd.name === "plugin" ? misplaced : refused) expect(output).to.contain(said);
		});
	}
});
