import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { step, story } from "../support/story.ts";

story(
	"State in files is complete after the CLI was killed while writing, as docs/operations.md describes",
	{ content: cognito(user("alice", ...signIns("kept", "new"))) },
	async (stack) => {
		const kept = single("kept", { eventId: "kept" });
		const backend = join(stack.project.folder, "backend", ".pulumi");
		stack.program(kept);
		await stack.up();
		stack.program(kept, single("new", { eventId: "new" }));

		await step("Pulumi cannot read it while its attribute file is empty", async () => {
			// Pulumi writes this file before the state, and some time apart.
			truncateSync(join(backend, "stacks", "test", "test.json.attrs"));
			const { output, requests } = await stack.fails("up");
			expect(output).to.include("failed to load checkpoint: EOF");
			expect(requests).to.deep.equal([]);
		});

		await step("nothing is lost once that file is removed", async () => {
			execFileSync("find", [backend, "-name", "*.attrs", "-empty", "-delete"]);
			const { output, writes } = await stack.up();
			expect(output).to.include("+ 1 created").and.include("2 unchanged");
			expect(writes.map(({ input }) => input.EventId)).to.deep.equal(["new"]);
		});
	},
);
