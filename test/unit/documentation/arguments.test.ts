import { expect } from "chai";
import type { ObjectSpec, PackageSpec } from "../../../tools/schema/spec.ts";
import { readText } from "../../support/manifest.ts";
import { TypeDeclarations } from "../../support/typeDeclarations.ts";

describe("The description of an argument", function () {
	this.timeout(60_000);
	let types: TypeDeclarations;
	before(() => {
		types = new TypeDeclarations("index", "emulator/index");
	});

	for (const type of [
		"AuthEventFeedbackArgs",
		"AuthEventFeedbackState",
		"AuthEventFeedbackSetArgs",
		"FeedbackDecision",
		"GetAuthEventsArgs",
		"GetAuthEventsOutputArgs",
		"AuthEventFilter",
		"EmulatorOptions",
	])
		it(`exists for editors to show (${type})`, () => {
			const fields = types.fieldsOf(type);
			expect(fields).not.to.be.empty;
			expect(fields.filter(({ description }) => description === "")).to.deep.equal([]);
		});

	it("is the same in every language", () => {
		const installed = readText("node_modules/pulumi-cognito-feedback/dist/adapters/plugin/schema.json");
		const { resources, types: objects }: PackageSpec = JSON.parse(installed);
		const ofSchema = {
			AuthEventFeedbackArgs: resources["cognito-feedback:index:AuthEventFeedback"]?.inputProperties,
			AuthEventFeedbackSetArgs: resources["cognito-feedback:index:AuthEventFeedbackSet"]?.inputProperties,
			FeedbackDecision: (objects["cognito-feedback:index:FeedbackDecision"] as ObjectSpec | undefined)
				?.properties,
		};
		for (const [type, properties = {}] of Object.entries(ofSchema))
			for (const { name, description } of types.fieldsOf(type))
				expect(words(properties[name]?.description), `${type}.${name}`).to.equal(words(description));
	});
});

function words(text = ""): string {
	return text.replace(/\s+/g, " ").trim();
}
