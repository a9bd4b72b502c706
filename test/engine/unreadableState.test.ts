import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { step, story } from "../support/story.ts";

const content = cognito(user("alice", ...signIns("kept", "new")));

story(
	"State in files that the CLI was killed while writing is whole without an empty file",
	{ content },
	async (stack) => {
		const kept = single("kept", { eventId: "kept" });
		const backend = join(stack.project.folder, "backend", ".pulumi");

		await step("it cannot be read while the file beside it is empty", async () => {
			stack.program(kept);
			await stack.up();
			// Pulumi writes it before the state, and not at once.
			truncateSync(join(backend, "stacks", "test", "test.json.attrs"));
			stack.program(kept, single("new", { eventId: "new" }));
			const { output, requests } = await stack.fails("up");
			expect(output).to.include("failed to load checkpoint: EOF");
			expect(requests).to.deep.equal([]);
		});

		await step("it is whole when that file is removed", async () => {
			execFileSync("find", [backend, "-name", "*.attrs", "-empty", "-delete"]);
			const { output, writes } = await stack.up();
			expect(output).to.include("+ 1 created").and.include("2 unchanged");
			expect(writes.map(({ input }) => input.EventId)).to.deep.equal(["new"]);
		});
	},
);
