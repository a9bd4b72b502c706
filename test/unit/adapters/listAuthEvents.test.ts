import { expect } from "chai";
import { listAuthEvents } from "#provider/adapters/listAuthEvents";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../support/buildCognitoError.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";

/** The error of listing events, worded for the person who runs Pulumi. */
async function failureOf(...args: Parameters<typeof listAuthEvents>): Promise<string> {
	const { name, message } = await rejectionOf(listAuthEvents(...args));
	expect(name).to.equal("StepError");
	return message;
}

describe("the function getAuthEvents", () => {
	it("returns the events that Cognito lists", async () => {
		const { session, cognito } = buildRun();
		cognito.hold(alice, buildAuthEvent());
		expect(await listAuthEvents(session, { ...alice })).to.deep.equal([buildAuthEvent()]);
	});

	it("rejects invalid arguments under its name, all at once, and makes no request", async () => {
		const { session, cognito } = buildRun();
		const message = await failureOf(session, { ...alice, username: "", filter: { limit: 0 } });
		expect(message).to.match(/^getAuthEvents: `username` is 0 .*; `filter\.limit` is not a whole number/);
		expect(cognito.requests).to.equal(0);
	});

	it("rejects an unknown argument by name", async () => {
		const { session, cognito } = buildRun();
		const message = await failureOf(session, { ...alice, Filter: { limit: 1 } });
		expect(message).to.equal(
			"getAuthEvents: `Filter` is not a valid property (did you mean `filter`?); expected `userPoolId`, `username`, `filter`",
		);
		expect(cognito.requests).to.equal(0);
	});

	it("warns about unknown event types, which match nothing", async () => {
		const { session, cognito } = buildRun();
		cognito.hold(alice, buildAuthEvent());
		const warnings: string[] = [];
		const caller = {
			cognito,
			words: session.words,
			problems: [],
			warn: (text: string) => warnings.push(text),
		};
		expect(await listAuthEvents(caller, { ...alice, filter: { types: ["SigIn", "SignIn"] } })).to.have.length(
			1,
		);
		expect(warnings).to.have.length(1);
		expect(warnings[0]).to.match(
			/^getAuthEvents: event type "SigIn" is not one .* \(did you mean `SignIn`\?\)/,
		);
	});

	it("makes no request while the configuration is invalid, and reports its problems", async () => {
		const { session, cognito } = buildRun({ problems: ["key one is wrong", "key two is wrong"] });
		expect(await failureOf(session, { ...alice })).to.equal(
			"getAuthEvents: key one is wrong; key two is wrong",
		);
		expect(cognito.requests).to.equal(0);
	});

	it("fails with Cognito's reason", async () => {
		const { session, cognito } = buildRun();
		cognito.beforeRead = () => {
			throw buildCognitoError();
		};
		expect(await failureOf(session, { ...alice })).to.match(
			/^user pool eu-central-1_AbCdEf123: Oops: out of order\. Run the command again/,
		);
	});
});
