import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { single } from "../support/program.ts";
import { scene } from "../support/story.ts";

describe("State in files that the CLI was killed in the midst of writing", () => {
	const stage = scene({ content: cognito(user("alice", ...signIns("kept", "new"))) });
	const kept = single("kept", { eventId: "kept" });

	it("cannot be read while a file beside it is empty", async () => {
		stage.program(kept);
		await stage.up();
		// Pulumi writes it before the state, and not at once.
		truncateSync(join(stage.project.folder, "backend", ".pulumi", "stacks", "test", "test.json.attrs"));
		stage.program(kept, single("new", { eventId: "new" }));
		const { output, requests } = await stage.fails("up");
		expect(output).to.include("failed to load checkpoint: EOF");
		expect(requests).to.deep.equal([]);
	});

	it("is whole when that file is removed", async () => {
		const backend = join(stage.project.folder, "backend");
		execFileSync("find", [join(backend, ".pulumi"), "-name", "*.attrs", "-empty", "-delete"]);
		const { output, writes } = await stage.up();
		expect(output).to.include("+ 1 created").and.include("2 unchanged");
		expect(writes.map(({ input }) => input.EventId)).to.deep.equal(["new"]);
	});
});
