import { expect } from "chai";
import { checkSet } from "#provider/lifecycle/set/check";
import { packDecisions } from "#provider/lifecycle/set/packed";
import { buildRun } from "../../../support/buildContext.ts";
import { buildMember, buildMembers, buildSet } from "../../../support/buildSet.ts";

function packed(decisions: unknown) {
	const { decisions: _, ...rest } = buildSet();
	return { ...rest, ...packDecisions(decisions) };
}

describe("checking packed decisions", () => {
	it("gives each as JSON under its event ID, and leaves nothing packed in the inputs", async () => {
		const { context } = buildRun({ eventLookup: "off" });
		const result = await checkSet(context, {}, packed(buildMembers(2)));
		const json = '{"feedbackValue":"Valid","username":"alice"}';
		expect(result).to.deep.equal({ inputs: buildSet({ e1: json, e2: json }), failures: [] });
	});

	it("gives the same JSON whatever order the fields are given in", async () => {
		const [one, other] = await Promise.all(
			[
				{ username: "alice", feedbackValue: "Valid", note: "a" },
				{ note: "a", feedbackValue: "Valid", username: "alice" },
			].map((e1) => checkSet(buildRun({ eventLookup: "off" }).context, {}, packed({ e1 }))),
		);
		expect(one).to.deep.equal(other);
	});

	it("makes no request where state has the same ones", async () => {
		const { context, service } = buildRun();
		const olds = buildSet({ e1: '{"event":"SignIn","feedbackValue":"Valid","username":"alice"}' });
		expect((await checkSet(context, olds, packed({ e1: buildMember() }))).inputs).to.deep.equal(olds);
		expect(service.requests).to.equal(0);
	});

	it("names what is wrong as in those that are not packed", async () => {
		const wrong = { "a b": buildMember(), e2: buildMember({ feedbackValue: "Maybe", x: 1 }), e3: null };
		const [plain, other] = await Promise.all(
			[buildSet(wrong), packed(wrong)].map((news) => checkSet(buildRun().context, {}, news)),
		);
		expect(plain?.failures).to.have.length(4);
		expect(other?.failures).to.deep.equal(plain?.failures);
	});

	it("says that decisions are missing where none were given", async () => {
		const { failures } = await checkSet(buildRun().context, {}, packed(undefined));
		expect(failures).to.deep.equal([
			{ reason: "`decisions` is required, and missing; expected decisions by event ID" },
		]);
	});
});
