import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Adapter } from "../../workbench/project/adapters.ts";
import type { StateResource } from "../../workbench/project/state.ts";
import { written } from "./program.ts";
import { endpointInFixture, stateFixture, stateFixtures } from "./stateFixtures.ts";
import { decisionsOf, overTestedAdapters, step, story, type TestStack } from "./story.ts";

/** The versions whose state is kept. */
export const versions = readdirSync(stateFixtures, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

/** The story of state that a version wrote, through each adapter that had its format. */
export function takeOver(version: string): void {
	overTestedAdapters((adapter, through) => {
		// If only one adapter had a format, only its state is kept.
		if (!existsSync(stateFixture(version, adapter))) return;
		const text = readFixture(version, adapter, "program.txt");
		const content = JSON.parse(readFixture(version, adapter, "cognito.json"));

		story(`State of version ${version} is supported ${through}`, { adapter, content }, async (stack) => {
			await importState(stack, readFixture(version, adapter, "state.json"));
			const before = providerTexts(await stack.project.state());
			expect(before).to.have.lengthOf(7);

			await step(
				"a preview completes only what was interrupted, and looks up changed decisions",
				async () => {
					stack.program(written(text));
					const { output, requests } = await stack.preview();
					expect(requests.map(({ operation }) => operation)).to.deep.equal(["AdminListUserAuthEvents"]);
					expect(output).to.include("~ 2 to update\n    6 unchanged");
					expect(output).to.include("partial: 2 to add, 1 unchanged");
				},
			);

			await step("`up` submits the rest", async () => {
				const { writes } = await stack.up();
				expect(decisionsOf(writes)).to.deep.equal(["e4 Invalid", "f2 Valid", "f3 Valid"]);
			});

			await step("the next `up` has nothing to do", async () => {
				const { output, requests } = await stack.up();
				expect(output).to.include("8 unchanged");
				expect(requests).to.deep.equal([]);
			});

			await step("a refresh finds no drift", async () => {
				expect((await stack.refresh()).output).to.include("8 unchanged");
			});

			await step("the text of the provider, secrets and missing evidence stay unchanged", async () => {
				const state = await stack.project.state();
				expect(providerTexts(state)).to.deep.equal(before);
				const resource = (name: string) => state.find(({ urn }) => urn.endsWith(`::${name}`));
				expect(resource("secret")?.inputs?.username).to.have.property("ciphertext");
				expect(resource("secret")?.inputs?.note).to.have.property("ciphertext");
				expect(resource("withoutEvidence")?.outputs).not.to.have.property("event");
			});

			await step("each resource can change its feedback with an update", async () => {
				const other = { Valid: "Invalid", Invalid: "Valid" } as const;
				const turned = (value: string) => other[value as keyof typeof other];
				const feedback = Object.entries(stack.feedback());
				expect(feedback).to.have.lengthOf(11);
				stack.program(written(text.replace(/"(Valid|Invalid)"/g, (_, value) => `"${turned(value)}"`)));
				const { output } = await stack.up();
				expect(output).to.include("7 updated").and.not.include("replaced");
				expect(stack.feedback()).to.deep.equal(
					Object.fromEntries(feedback.map(([id, value]) => [id, turned(value)])),
				);
			});

			await step("a destroy warns about the retained feedback", async () => {
				const { output, writes } = await stack.destroy();
				expect(writes).to.deep.equal([]);
				expect(output.match(/is retained in Amazon Cognito/g)).to.have.length.at.least(4);
				expect(await stack.project.state()).to.deep.equal([]);
			});
		});
	});
}

/** A file of the fixture of a version. */
export function readFixture(version: string, adapter: Adapter, name: string): string {
	return readFileSync(join(stateFixture(version, adapter), name), "utf8");
}

async function importState({ project, emulator }: TestStack, state: string): Promise<void> {
	const file = join(project.folder, "state.json");
	writeFileSync(file, state.replaceAll(endpointInFixture, emulator.endpoint));
	const { code, output } = await project.pulumi("stack", "import", "--file", file);
	expect(code, output).to.equal(0);
}

/** The `__provider` texts that Pulumi keeps with each resource. */
function providerTexts(resources: readonly StateResource[]): unknown[] {
	return resources.map(({ urn, inputs }) => [urn, inputs?.__provider]);
}
