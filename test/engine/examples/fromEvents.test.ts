import { expect } from "chai";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { example } from "../../support/example.ts";

const dave = "d914b26f-80e3-4a75-bc19-6e52f7a0d83b";
const erin = "5c08f1a6-be93-47d2-95b4-d6e80a2c7f19";

describe("examples/from-events", () => {
	const stage = example("from-events");

	it("calls the sign-ins of low risk from the office's networks valid, and no other, with the commands of its README", async () => {
		const before = feedbackIn(stage().emulator.content());
		const runs = await stage().readme("pulumi preview");
		expect(runs["pulumi preview --diff"]?.output).to.include("2 to add");
		expect(feedbackIn(stage().emulator.content())).to.deep.equal({
			...before,
			[dave]: "Valid",
			[erin]: "Valid",
		});
	});

	it("keeps to its decisions once they are made", async () => {
		await stage().project.shell("pulumi up --yes --skip-preview");
		const { code, output } = await stage().project.shell("pulumi preview --expect-no-changes");
		expect(code, output).to.equal(0);
	});
});
