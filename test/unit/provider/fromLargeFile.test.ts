import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { expect } from "chai";
import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

interface Registered {
	readonly name: string;
	readonly inputs: Record<string, unknown>;
}

describe("a file of the resource AuthEventFeedbackSet", () => {
	const folder = temporaryFolder();

	/** The resources that a program registers for a file, and the decisions of the result. */
	async function registered(count: number, head = "") {
		const path = join(folder(), "feedback.yaml");
		const blocks = Array.from({ length: count }, (_, index) => {
			return `  e-${index}:\n    username: alice\n    feedbackValue: Valid\n`;
		});
		writeFileSync(path, `userPoolId: eu-central-1_A\n${head}decisions:\n${blocks.join("")}`);
		const resources: Registered[] = [];
		await runtime.setMocks({
			newResource: ({ name, inputs }) => {
				resources.push({ name, inputs });
				return { id: name, state: inputs };
			},
			call: () => ({}),
		});
		const set = AuthEventFeedbackSet.fromFile("reviewed", path);
		const decisions = await new Promise<object>((resolve) => void set.decisions.apply(resolve));
		return { resources, decisions };
	}

	it("is one set up to 10,000 decisions", async () => {
		const { resources, decisions } = await registered(10_000);
		expect(resources.map(({ name }) => name)).to.deep.equal(["reviewed"]);
		expect(resources[0]?.inputs).not.to.have.any.keys("__parts", "__region");
		expect(Object.keys(decisions)).to.have.length(10_000);
	});

	it("is several sets above, and the output of the first has the decisions of all", async () => {
		const { resources, decisions } = await registered(10_001);
		expect(resources.map(({ name }) => name).sort()).to.deep.equal([
			"reviewed",
			...[1, 2, 3, 4, 5, 6, 7].map((index) => `reviewed-${index}`),
		]);
		expect(Object.keys(decisions)).to.have.length(10_001);
		const named = new Map(resources.map(({ name, inputs }) => [name, inputs]));
		const parts = new Map<string, string[]>(JSON.parse(String(named.get("reviewed")?.__parts)));
		for (const [name, eventIds] of parts)
			expect(eventIds).to.deep.equal(Object.keys(JSON.parse(String(named.get(name)?.decisions))));
		expect([...parts.keys()]).to.have.length(7);
		// The other parts have only its name.
		const ofOther: [string, string[]][] = JSON.parse(String(named.get("reviewed-3")?.__parts));
		expect(ofOther).to.have.length(7).and.deep.include(["reviewed", []]);
	});

	it("sets the Region to call", async () => {
		const { resources } = await registered(1, "region: us-west-2\n");
		expect(resources[0]?.inputs).to.include({ __region: "us-west-2" });
	});
});
