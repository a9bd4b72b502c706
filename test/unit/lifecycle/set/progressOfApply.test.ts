import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { updateSet } from "#provider/lifecycle/set/apply";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMembers, buildSet } from "../../../support/buildSet.ts";

describe("the progress of a set that is applied", () => {
	const { now } = Date;
	afterEach(() => {
		Date.now = now;
	});

	it("counts the decisions that are sent and those that fail, not those that stay", async () => {
		let time = 0;
		Date.now = () => time;
		const { context, service, report } = buildRun({ eventLookup: "off" });
		service.beforeSubmit = async ({ eventId }) => {
			time += 1_000;
			if (eventId === "e5") throw new FeedbackError("no.");
			await new Promise((resolve) => setImmediate(resolve));
		};
		const news = buildSet(buildMembers(8));
		await rejectionOf(updateSet(context, "id", buildSet(buildMembers(4)), news));
		expect(report.statuses).to.have.length(1);
		expect(report.statuses[0]).to.match(/^0 of 4 decisions submitted, 1 failed, /);
	});
});
