import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { RateLimitedCognito } from "#provider/cognito/rateLimited";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";
import { fakeTimes } from "../../support/fakeTime.ts";
import { throttling } from "../../support/quotaServer.ts";

const other = { userPoolId: "us-east-1_Other", username: "alice" };

describe("a paced service", () => {
	const time = fakeTimes();

	function paced(requestsPerSecond: number) {
		const service = new FakeCognito();
		service.hold(alice, { eventId: "e1" });
		service.hold(other, { eventId: "e1" });
		return { service, paced: new RateLimitedCognito(service, requestsPerSecond) };
	}

	it("passes on requests and answers as they are", async () => {
		const { service, paced: it } = paced(20);
		await it.submitFeedback(buildDecision());
		expect(service.submitted).to.deep.equal([buildDecision()]);
		const page = await it.listAuthEvents(alice, "0");
		expect(page.events.map(({ eventId }) => eventId)).to.deep.equal(["e1"]);
		expect(service.reads).to.deep.equal([{ user: alice, token: "0" }]);
	});

	it("passes on failures", async () => {
		const { service, paced: it } = paced(20);
		const failure = new Error("no");
		service.beforeRead = () => {
			throw failure;
		};
		expect(await rejectionOf(it.listAuthEvents(alice))).to.equal(failure);
	});

	it("leaves in doubt what an attempt before the last may have done", async () => {
		const { service, paced: it } = paced(20);
		const answers = [throttling().inDoubt(), new FeedbackError("denied.", "accessDenied", "event e1")];
		service.beforeSubmit = () => {
			throw answers.shift();
		};
		const error = await time().until(rejectionOf(it.submitFeedback(buildDecision())));
		expect(error).to.include({ message: "event e1: denied.", isInDoubt: true });
	});

	it("submits as many in a second as it is told, and reads a burst and then twice as many", async () => {
		const { service, paced: it } = paced(5);
		for (let count = 0; count < 100; count++) {
			void it.submitFeedback(buildDecision());
			void it.listAuthEvents(alice);
		}
		await time().settle();
		expect([service.submitted.length, service.reads.length]).to.deep.equal([1, 10]);
		await time().advance(4_050);
		expect(service.submitted.length).to.be.within(20, 21);
		expect(service.reads.length).to.be.within(49, 51);
	});

	it("does not let writes that hang hold up a read, nor the other way round", async () => {
		const { service, paced: it } = paced(20);
		const never = new Promise<void>(() => {});
		service.beforeSubmit = () => never;
		for (let count = 0; count < 50; count++) void it.submitFeedback(buildDecision());
		await time().advance(60_000);
		expect(service.submitted).to.have.length(16);
		await time().until(it.listAuthEvents(alice));

		service.beforeSubmit = () => {};
		service.beforeRead = ({ userPoolId }) => (userPoolId === other.userPoolId ? never : undefined);
		for (let count = 0; count < 50; count++) void it.listAuthEvents(other);
		await time().advance(60_000);
		await time().until(it.submitFeedback({ ...buildDecision(), ...other }));
	});

	it("does not let a write that is throttled slow down reads", async () => {
		const { service, paced: it } = paced(20);
		service.beforeSubmit = () => {
			throw throttling();
		};
		it.submitFeedback(buildDecision()).catch(() => undefined);
		await time().advance(30_000);
		const begun = time().now;
		await time().until(Promise.all(Array.from({ length: 40 }, () => it.listAuthEvents(alice))));
		expect(time().now).to.equal(begun);
	});

	it("paces each Region by itself, and the pools of one together", async () => {
		const { service, paced: it } = paced(1);
		const sameRegion = { ...buildDecision(), userPoolId: "eu-central-1_Second" };
		void it.submitFeedback(buildDecision());
		void it.submitFeedback(sameRegion);
		void it.submitFeedback({ ...buildDecision(), ...other });
		await time().settle();
		expect(service.submitted.map(({ userPoolId }) => userPoolId)).to.deep.equal([
			alice.userPoolId,
			other.userPoolId,
		]);
		await time().advance(1_000);
		expect(service.submitted.at(-1)).to.deep.equal(sameRegion);
	});

	it("paces pools whose Region their ID does not tell together", async () => {
		const { service, paced: it } = paced(1);
		void it.submitFeedback(buildDecision({ userPoolId: "local_One" }));
		void it.submitFeedback(buildDecision({ userPoolId: "local_Two" }));
		await time().settle();
		expect(service.submitted).to.have.length(1);
	});
});
