import { join } from "node:path";
import { expect } from "chai";
import { Decisions } from "#review/page/server/decisions";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const userPoolId = "eu-central-1_Test";

describe("the decisions file behind the page", () => {
	const folder = temporaryFolder();

	it("is kept in a few versions, however often it is saved", () => {
		const events = [{ eventId: "e1", username: "alice", riskLevel: "High" }];
		const decisions = new Decisions({ path: join(folder(), "feedback.yaml"), userPoolId, events });
		let { version } = decisions.read();
		const first = version;
		for (let at = 0; at < 20; at++) {
			const decision = { feedbackValue: "Valid", note: `note ${at}` } as const;
			const result = decisions.save({ version, changes: [{ eventId: "e1", decision }] });
			if (!("saved" in result)) throw new Error("conflict");
			({ version } = result.saved);
		}
		expect(decisions.versions).to.equal(4);
		const changes = [{ eventId: "e1", decision: null }];
		expect(() => decisions.save({ version: first, changes })).to.throw("Reload the page");
		expect(decisions.save({ version, changes })).to.have.property("saved");
	});
});
