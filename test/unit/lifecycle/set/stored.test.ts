import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { PartialFailure } from "#provider/lifecycle/partialFailure";
import { createSet, updateSet } from "#provider/lifecycle/set/apply";
import { checkSet } from "#provider/lifecycle/set/check";
import { decisionsOf, toStored } from "#provider/lifecycle/set/member";
import { readSet } from "#provider/lifecycle/set/read";
import { buildRun } from "../../../support/buildContext.ts";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildMember, buildSet } from "../../../support/buildSet.ts";

const valid = toStored(buildMember({ note: "a" }));
const invalid = toStored(buildMember({ note: "a", feedbackValue: "Invalid" }));

describe("a decision that state holds as JSON", () => {
	it("is read back as it was", () => {
		const [decision] = decisionsOf(buildSet({ e1: valid }));
		expect(decision).to.include({ eventId: "e1", username: "alice", feedbackValue: "Valid", note: "a" });
	});

	it("is submitted, and stays JSON", async () => {
		const { context, service } = buildRun({ eventLookup: "off" });
		const declared = buildSet({ e1: valid });
		expect((await createSet(context, declared)).outs).to.deep.equal(declared);
		expect(service.submitted.map(({ eventId }) => eventId)).to.deep.equal(["e1"]);
	});

	it("keeps what Cognito holds where an update fails", async () => {
		const { context, service } = buildRun({ eventLookup: "off" });
		const olds = buildSet({ e1: valid, e2: valid });
		service.submitFeedback = async () => {
			throw new FeedbackError("no.");
		};
		const failure = await rejectionOf(updateSet(context, "id", olds, buildSet({ e1: invalid, e2: valid })));
		expect(failure).to.be.instanceOf(PartialFailure);
		expect((failure as PartialFailure).properties).to.deep.equal(olds);
	});

	it("shows drift, and stays JSON", async () => {
		const { context, service } = buildRun();
		service.hold(alice, { eventId: "e1", feedback: { value: "Invalid", provider: "Admin" } });
		const { props, inputs } = await readSet(context, "id", buildSet({ e1: valid }));
		expect(props).to.deep.equal(buildSet({ e1: invalid }));
		expect(inputs).to.deep.equal(props);
	});

	it("is refused by the check where a program gives text that is none", async () => {
		const { failures } = await checkSet(buildRun().context, {}, buildSet({ e1: "{oops" }));
		expect(failures.map(({ reason }) => reason).join()).to.match(/"e1".*is not a decision/);
	});
});
