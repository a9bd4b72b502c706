import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Adapter, adapters } from "../../tools/pulumi-project/adapters.ts";
import { readManifest } from "../support/manifest.ts";
import { endpointInFixture, stateFixture, stateFixtures } from "../support/stateFixtures.ts";
import { decisionsOf, step, TestStack } from "../support/story.ts";

const versions = readdirSync(stateFixtures, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

describe("State of each version", () => {
	it("is kept, also that of this one", () => {
		expect(versions).to.include(readManifest("provider").version);
	});

	it("names no folder of the machine that it was written on", () => {
		for (const version of versions)
			for (const adapter of adapters)
				expect(read(version, adapter, "state.json")).not.to.match(
					/(file|project):\/\/|"[A-Z]:\\|\/(tmp|home|root|Users)\//,
				);
	});
});

for (const version of versions)
	for (const adapter of adapters)
		it(`State of version ${version} through the ${adapter.name} is taken over`, async () => {
			const content = JSON.parse(read(version, adapter, "cognito.json"));
			const stack = await TestStack.create({ adapter, content });
			try {
				await takeOver(stack, version);
			} finally {
				await stack.dispose();
			}
		});

async function takeOver(stack: TestStack, version: string): Promise<void> {
	const { adapter, project } = stack;
	const program = read(version, adapter, "program.txt");
	project.source(program);

	/** What Pulumi keeps of the provider with each resource. */
	async function providerTexts(): Promise<unknown[]> {
		return (await project.state()).map(({ urn, inputs }) => [urn, inputs?.__provider]);
	}

	const texts = await step("is imported", async () => {
		const { endpoint } = stack.emulator;
		const file = join(project.folder, "state.json");
		writeFileSync(file, read(version, adapter, "state.json").replaceAll(endpointInFixture, endpoint));
		const { code, output } = await project.pulumi("stack", "import", "--file", file);
		expect(code, output).to.equal(0);
		const found = await providerTexts();
		expect(found).to.have.lengthOf(7);
		return found;
	});

	await step("previews changes only of what was left half done, and asks Cognito nothing", async () => {
		const { output, requests } = await stack.preview();
		expect(requests).to.deep.equal([]);
		expect(output).to.include("~ 2 to update\n    6 unchanged");
		expect(output).to.include("partial: 2 to add, 1 unchanged");
	});

	await step("is finished by `up`, which sends what is missing and keeps the provider's text", async () => {
		const { writes } = await stack.up();
		expect(decisionsOf(writes)).to.deep.equal(["e4 Invalid", "f2 Valid", "f3 Valid"]);
		expect(await providerTexts()).to.deep.equal(texts);
		const { output, requests } = await stack.preview();
		expect(output).to.include("8 unchanged");
		expect(requests).to.deep.equal([]);
	});

	await step("shows no drift in a refresh, and keeps secrets", async () => {
		const { output } = await stack.refresh();
		expect(output).to.include("8 unchanged");
		const secretOnes = (await stack.resource("secret"))?.inputs;
		expect(secretOnes?.username).to.have.property("ciphertext");
		expect(secretOnes?.note).to.have.property("ciphertext");
		expect((await stack.resource("withoutEvidence"))?.outputs).not.to.have.property("event");
	});

	await step("takes other decisions in each of its resources, as updates", async () => {
		const other = { Valid: "Invalid", Invalid: "Valid" } as const;
		project.source(
			program.replace(/"(Valid|Invalid)"/g, (_, value: "Valid" | "Invalid") => `"${other[value]}"`),
		);
		const before = stack.feedback();
		const { output } = await stack.up();
		expect(output).to.include("7 updated").and.not.include("replaced");
		const turned = Object.entries(before).map(([id, value]) => [id, other[value as "Valid" | "Invalid"]]);
		expect(turned).to.have.lengthOf(11);
		expect(stack.feedback()).to.deep.equal(Object.fromEntries(turned));
	});

	await step("is destroyed, with a word on each decision that stays", async () => {
		const { output, writes } = await stack.destroy();
		expect(writes).to.deep.equal([]);
		expect(output.match(/stays in Amazon Cognito/g)).to.have.length.at.least(4);
		expect(await project.state()).to.deep.equal([]);
	});
}

function read(version: string, adapter: Adapter, name: string): string {
	return readFileSync(join(stateFixture(version, adapter), name), "utf8");
}
