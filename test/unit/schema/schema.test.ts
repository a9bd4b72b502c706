import { expect } from "chai";
import { changedSettings } from "#provider/adapters/plugin/configuration";
import { functions } from "#provider/adapters/plugin/functions";
import { typeTokens } from "#provider/adapters/typeTokens";
import { decisionFields, identityFields, memberFields } from "#provider/lifecycle/decision";
import { pluginSchema } from "../../../tools/schema/index.ts";
import type { ObjectSpec } from "../../../tools/schema/spec.ts";
import { readText } from "../../support/manifest.ts";

describe("The plugin's schema", () => {
	const schema = pluginSchema();
	const installed = readText("node_modules/pulumi-cognito-feedback/dist/adapters/plugin/schema.json");
	const single = schema.resources["cognito-feedback:index:AuthEventFeedback"];
	const set = schema.resources["cognito-feedback:index:AuthEventFeedbackSet"];
	const decision = schema.types["cognito-feedback:index:FeedbackDecision"] as ObjectSpec | undefined;

	it("is what the plugin returns", () => {
		expect(JSON.parse(installed)).to.deep.equal(JSON.parse(JSON.stringify(schema)));
	});

	it("has an example in each language of every resource and function", () => {
		const documented = [...Object.values(schema.resources), ...Object.values(schema.functions)];
		for (const language of ["typescript", "python", "go", "yaml"])
			for (const { description } of documented) expect(description).to.include(`\n\`\`\`${language}\n`);
	});

	it("has the resources and functions that the plugin serves", () => {
		expect(Object.keys(schema.resources)).to.have.members(Object.values(typeTokens.plugin));
		expect(Object.keys(schema.functions)).to.have.members(Object.keys(functions));
	});

	it("has the fields of a decision that the lifecycle checks", () => {
		expect(Object.keys(single?.inputProperties ?? {})).to.have.members([...decisionFields]);
		expect(Object.keys(decision?.properties ?? {})).to.have.members([...memberFields, "evidence"]);
		expect(Object.keys(set?.inputProperties ?? {})).to.have.members(["userPoolId", "decisions"]);
	});

	it("marks exactly the fields that replace a decision", () => {
		const replacing = Object.entries(single?.inputProperties ?? {}).filter(
			([, { replaceOnChanges, willReplaceOnChanges }]) => replaceOnChanges && willReplaceOnChanges,
		);
		expect(replacing.map(([name]) => name)).to.have.members([...identityFields]);
	});

	it("has the settings that the plugin reads", () => {
		const names = Object.keys(schema.config.variables);
		expect(schema.provider.inputProperties).to.deep.equal(schema.config.variables);
		expect(changedSettings({}, Object.fromEntries(names.map((name) => [name, "x"])))).to.have.members(names);
	});
});
