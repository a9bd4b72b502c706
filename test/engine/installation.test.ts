import { dirname } from "node:path";
import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { cognito, feedbackIn, signIns, user } from "../support/cognitoContent.ts";
import { freshProject } from "../support/freshProject.ts";
import { packed } from "../support/packed.ts";

// test/package/installations covers other package managers, languages and versions.
describe("The packed package, including its plugin,", () => {
	const files = packed("provider");

	it("works in a new project after an installation with npm", async () => {
		const emulator = await startEmulator({ content: cognito(user("alice", ...signIns("e1", "e2", "e3"))) });
		const project = await freshProject({
			manager: "npm",
			language: "JavaScript",
			modules: "CommonJS",
			inWorkspace: false,
			node: dirname(process.execPath),
			provider: files.provider,
			endpoint: emulator.endpoint,
		});
		try {
			const { code, output } = await project.up();
			expect(code, output).to.equal(0);
			expect(feedbackIn(emulator.content())).to.deep.equal({ e1: "Valid", e2: "Invalid", e3: "Valid" });
			expect(await project.outputs()).to.deep.equal({ city: "Berlin", events: 3 });
		} finally {
			project.dispose();
			await emulator.close();
		}
	});
});
