import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type FrontEnd, frontEnds, overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { readManifest } from "../support/manifest.ts";
import { endpointInFixture, stateFixture, stateFixtures } from "../support/stateFixtures.ts";
import { decisionsOf, Scene } from "../support/story.ts";

const versions = readdirSync(stateFixtures, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

describe("State of each version", () => {
	it("is kept, also that of this one", () => {
		expect(versions).to.include(readManifest("provider").version);
	});

	it("names no folder of the machine that it was written on", () => {
		for (const version of versions)
			for (const frontEnd of frontEnds)
				expect(read(version, frontEnd, "state.json")).not.to.match(
					/(file|project):\/\/|"[A-Z]:\\|\/(tmp|home|root|Users)\//,
				);
	});
});

for (const version of versions) {
	overFrontEnds(`State of version ${version}`, (frontEnd) => {
		const stage = new Scene({ frontEnd, content: JSON.parse(read(version, frontEnd, "cognito.json")) });
		const program = read(version, frontEnd, "program.txt");
		let texts: unknown[];

		/** What Pulumi keeps of the provider with each resource. */
		async function providerTexts(): Promise<unknown[]> {
			return (await stage.project.state()).map(({ urn, inputs }) => [urn, inputs?.__provider]);
		}

		before(async () => {
			await stage.begin();
			const state = read(version, frontEnd, "state.json").replaceAll(
				endpointInFixture,
				stage.emulator.endpoint,
			);
			const file = join(stage.project.folder, "state.json");
			writeFileSync(file, state);
			const { code, output } = await stage.project.pulumi("stack", "import", "--file", file);
			expect(code, output).to.equal(0);
			texts = await providerTexts();
			expect(texts).to.have.lengthOf(7);
		});

		after(() => stage.end());

		it("previews changes only of what was left half done, and asks Cognito nothing", async () => {
			stage.program(program);
			const { output, requests } = await stage.preview();
			expect(requests).to.deep.equal([]);
			expect(output).to.include("~ 2 to update\n    6 unchanged");
			expect(output).to.include("partial: 2 to add, 1 unchanged");
		});

		it("is finished by `up`, which sends what is missing and leaves the text of the provider as it is", async () => {
			const { writes } = await stage.up();
			expect(decisionsOf(writes)).to.deep.equal(["e4 Invalid", "f2 Valid", "f3 Valid"]);
			expect(await providerTexts()).to.deep.equal(texts);
			const { output, requests } = await stage.preview();
			expect(output).to.include("8 unchanged");
			expect(requests).to.deep.equal([]);
		});

		it("shows no drift in a refresh, and keeps secrets", async () => {
			const { output } = await stage.refresh();
			expect(output).to.include("8 unchanged");
			const secretOnes = (await stage.resource("secret"))?.inputs;
			expect(secretOnes?.username).to.have.property("ciphertext");
			expect(secretOnes?.note).to.have.property("ciphertext");
			expect((await stage.resource("withoutEvidence"))?.outputs).not.to.have.property("event");
		});

		it("takes other decisions in each of its resources, as updates", async () => {
			const other = { Valid: "Invalid", Invalid: "Valid" } as const;
			stage.program(
				program.replace(/"(Valid|Invalid)"/g, (_, value: "Valid" | "Invalid") => `"${other[value]}"`),
			);
			const before = stage.feedback();
			const { output } = await stage.up();
			expect(output).to.include("7 updated").and.not.include("replaced");
			const turned = Object.entries(before).map(([id, value]) => [id, other[value as "Valid" | "Invalid"]]);
			expect(turned).to.have.lengthOf(11);
			expect(stage.feedback()).to.deep.equal(Object.fromEntries(turned));
		});

		it("is destroyed, with a word on each decision that stays", async () => {
			const { output, writes } = await stage.destroy();
			expect(writes).to.deep.equal([]);
			expect(output.match(/stays in Amazon Cognito/g)).to.have.length.at.least(4);
			expect(await stage.project.state()).to.deep.equal([]);
		});
	});
}

function read(version: string, frontEnd: FrontEnd, name: string): string {
	return readFileSync(join(stateFixture(version, frontEnd), name), "utf8");
}
