import { expect } from "chai";
import { parseEvidence, restoreEvidence, storeEvidence } from "#provider/dynamic/storedEvidence";

const event = { type: "SignIn", challenges: ["Password: Success"], city: 'São "Paulo"' };
const decision = { eventId: "e1", note: "{}" };

describe("evidence in state", () => {
	it("is one string, which comes back as the same fields", () => {
		const stored = storeEvidence({ ...decision, event });
		expect(stored).to.include(decision).and.to.have.property("event").that.is.a("string");
		expect(restoreEvidence(stored)).to.deep.equal({ ...decision, event });
		expect(parseEvidence(stored.event)).to.deep.equal(event);
	});

	it("is missing where there is none", () => {
		expect(storeEvidence(decision)).to.deep.equal(decision);
		expect(restoreEvidence(decision)).to.deep.equal(decision);
		expect(parseEvidence(undefined)).to.equal(undefined);
	});
});
