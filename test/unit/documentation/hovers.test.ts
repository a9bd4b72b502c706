import { expect } from "chai";
import type { ObjectSpec, PackageSpec } from "../../../tools/schema/spec.ts";
import { Editor } from "../../support/editor.ts";
import { readText } from "../../support/manifest.ts";

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
			const texts = editor.hovers(
				place,
				fields.map(({ name }) => name),
			);
			for (const { name, optional } of fields) {
				const text = texts[name];
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

	it("tells what the plugin's schema tells in every language", () => {
		const schema: PackageSpec = JSON.parse(
			readText("node_modules/pulumi-cognito-feedback/dist/adapters/plugin/schema.json"),
		);
		const { resources, types } = schema;
		const decision = types["cognito-feedback:index:FeedbackDecision"] as ObjectSpec | undefined;
		for (const [type, described] of [
			["AuthEventFeedbackArgs", resources["cognito-feedback:index:AuthEventFeedback"]?.inputProperties],
			["AuthEventFeedbackSetArgs", resources["cognito-feedback:index:AuthEventFeedbackSet"]?.inputProperties],
			["FeedbackDecision", decision?.properties],
		] as const) {
			expect(described).not.to.equal(undefined);
			const texts = editor.hovers(places[type] ?? "", Object.keys(described ?? {}));
			for (const [name, { description }] of Object.entries(described ?? {}))
				expect(words(description), `${type}.${name}`).to.equal(words(texts[name]));
		}
	});
});

function words(text = ""): string {
	return text.replace(/\s+/g, " ").trim();
}
