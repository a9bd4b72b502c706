import { expect } from "chai";
import { Editor } from "../../support/editor.ts";

/** Where a program writes the fields of each type of arguments: at `FIELDS`. */
const places: Readonly<Record<string, string>> = {
	AuthEventFeedbackArgs: 'new feedback.AuthEventFeedback("name", { FIELDS })',
	AuthEventFeedbackState: 'feedback.AuthEventFeedback.get("name", "pool/event", { FIELDS })',
	AuthEventFeedbackSetArgs: 'new feedback.AuthEventFeedbackSet("name", { FIELDS })',
	FeedbackDecision:
		'new feedback.AuthEventFeedbackSet("name", { userPoolId: "", decisions: { event: { FIELDS } } })',
	GetAuthEventsArgs: "feedback.getAuthEvents({ FIELDS })",
	GetAuthEventsOutputArgs: "feedback.getAuthEventsOutput({ FIELDS })",
	AuthEventFilter: 'feedback.getAuthEvents({ userPoolId: "", username: "", filter: { FIELDS } })',
	EmulatorOptions: "emulator.startEmulator({ FIELDS })",
};

describe("Hovering an argument in an editor", function () {
	this.timeout(60_000);
	const editor = new Editor(
		'import * as feedback from "pulumi-cognito-feedback";\n' +
			'import * as emulator from "pulumi-cognito-feedback/emulator";\n',
	);

	for (const [type, place] of Object.entries(places)) {
		it(`tells all of each field of ${type}`, () => {
			const fields = editor.fieldsOf(type);
			expect(fields).not.to.be.empty;
			for (const { name, optional } of fields) {
				const text = editor.hover(place.replace("FIELDS", `${name}: undefined as never`), `${name}:`);
				expect(text, `${type}.${name}: what it means`).to.match(/^(?!Required|Optional)\S+( \S+){2}/);
				expect(text, `${type}.${name}: whether it is needed`).to.match(
					optional ? /^Optional\b/m : /^Required\b/m,
				);
				if (optional) expect(text, `${type}.${name}: its default`).to.match(/\bDefault\b.*: \S/);
				expect(text, `${type}.${name}: what a change does`).to.match(/\bChanging it\s\w+/);
				expect(text, `${type}.${name}: where that is written`).to.match(/^Source: \S/m);
			}
		});
	}
});
