import { expect } from "chai";
import type { EmulatorFaultRule } from "pulumi-cognito-feedback/emulator";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { decisionsInState } from "../../tools/pulumi-project/state.ts";
import { countSentTwice } from "../faults/ledger.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { set, single } from "../support/program.ts";
import { scene } from "../support/story.ts";
import { Turns } from "../support/turns.ts";

const writes = { operation: "AdminUpdateAuthEventFeedback" } as const;
/** After the first two requests of a turn, nothing works. */
const fromThird = { ...writes, when: { request: { from: 3 } } } as const;
const notCognito = ["not one that Amazon Cognito gives", "Check whether a proxy answers in its place"];

/** What fails `pulumi up`, and what the error has to say. */
const faults: Readonly<Record<string, readonly [EmulatorFaultRule, ...expected: string[]]>> = {
	"expired credentials": [
		{ fault: "expiredCredentials", ...fromThird },
		"AWS does not accept the credentials (ExpiredTokenException)",
		"Sign in again (`aws sso login`",
	],
	"denied access": [
		{ fault: "accessDenied", ...writes },
		"not permitted to call cognito-idp:AdminUpdateAuthEventFeedback",
		"Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback on arn:",
	],
	"a redirect": [
		{ fault: "redirect", ...writes },
		"answers with a redirect (HTTP 302)",
		"which is not followed. Check whether a proxy answers in its place",
	],
	"a proxy's error page": [
		{ fault: "proxyError", status: 503, ...fromThird },
		"the answer (HTTP 503) is",
		...notCognito,
	],
	"bad JSON": [{ fault: "badJson", ...writes, when: { request: [1, 4] } }, ...notCognito],
	"answers cut short": [
		{ fault: "cutShort", ...writes },
		"the server cannot be reached",
		"Run the command again",
	],
};

overFrontEnds(
	"`up` fails clearly, claims nothing that Cognito does not hold, and is finished by the next one after",
	(frontEnd) => {
		const stage = scene({
			frontEnd,
			content: cognito(user("alice", ...signIns(...Turns.eventIds(Object.keys(faults).length)))),
			config: { "cognito-feedback:requestsPerSecond": "1000" },
		});
		const turns = new Turns();

		for (const [title, [rule, ...expected]] of Object.entries(faults)) {
			it(`${title}, with nothing sent twice`, async () => {
				const { program, declared, before, after } = turns.next();
				stage.program(...program);
				stage.emulator.inject([rule]);
				const failed = await stage.fails("up");
				for (const text of expected) expect(failed.output).to.include(text);
				expect(stage.feedback()).to.include(decisionsInState(await stage.project.state()));

				stage.emulator.inject([]);
				const { requests } = await stage.up();
				expect(stage.feedback()).to.deep.equal(after);
				expect(decisionsInState(await stage.project.state())).to.deep.equal(declared);
				expect(countSentTwice(before, [failed.requests, requests])).to.equal(0);
			});
		}

		it("a lost answer, also where the program has gone back meanwhile", async () => {
			// Nothing new is declared: once a resource has failed Pulumi begins no other, and the first has to be a change.
			const { single: held, inSet } = stage.feedback();
			const before = { single: held, inSet };
			const declare = (value: string | undefined) =>
				stage.program(
					single("single", { eventId: "single", feedbackValue: value }),
					set("many", { inSet: { feedbackValue: value } }),
				);
			expect(held, "the value of both").to.equal(inSet);
			declare(held === "Valid" ? "Invalid" : "Valid");
			stage.emulator.inject([{ fault: "badJson", ...writes }]);
			await stage.fails("up");
			expect(stage.feedback(), "a change that Cognito took").not.to.include(before);

			stage.emulator.inject([]);
			declare(held);
			await stage.up();
			expect(stage.feedback()).to.include(before);
			expect(decisionsInState(await stage.project.state())).to.deep.equal(before);
		});
	},
);
