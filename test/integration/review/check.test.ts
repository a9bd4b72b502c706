import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { callCommand } from "../../support/callCommand.ts";
import { poolId } from "../../support/program.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

describe("cognito-feedback check", () => {
	const folder = temporaryFolder();
	const check = (...args: readonly string[]) => callCommand(["check", ...args], { cwd: folder() });

	it("counts the decisions of a valid file", async () => {
		const text = `userPoolId: ${poolId}\ndecisions:\n  e1: { username: alice, feedbackValue: Valid }\n`;
		writeFileSync(join(folder(), "feedback.yaml"), text);
		expect(await check()).to.deep.equal({
			code: 0,
			out: "feedback.yaml: 1 decision, no mistakes\n",
			err: "",
		});
	});

	it("reports every mistake of every file with its place, with exit code 1", async () => {
		writeFileSync(join(folder(), "one.yaml"), `userPoolId: ${poolId}\ndecisions:\n  e1: 1\n  e2: 2\n`);
		const { code, out, err } = await check("one.yaml", "missing.yaml");
		expect({ code, out }).to.deep.equal({ code: 1, out: "" });
		expect(err).to.include("one.yaml:3:7: decision").and.to.include("one.yaml:4:7: decision");
		expect(err).to.include("missing.yaml: file not found");
	});
});
