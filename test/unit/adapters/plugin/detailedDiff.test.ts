import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import { detailedDiff } from "#provider/adapters/plugin/detailedDiff";

const { Kind } = provider.PropertyDiff;
const kinds = (...given: Parameters<typeof detailedDiff>) =>
	Object.fromEntries([...detailedDiff(...given)].map(([path, diff]) => [path, diff.getKind()]));

describe("a difference, property by property", () => {
	it("names added, changed and removed properties, and those that replace", () => {
		const olds = { eventId: "e1", feedbackValue: "Valid", note: "TICKET-1", same: ["x"] };
		const news = { eventId: "e2", feedbackValue: "Invalid", username: "alice", same: ["x"] };
		expect(kinds(olds, news, ["eventId"])).to.deep.equal({
			eventId: Kind.UPDATE_REPLACE,
			feedbackValue: Kind.UPDATE,
			note: Kind.DELETE,
			username: Kind.ADD,
		});
	});

	it("descends into maps, with names in brackets if they are not identifiers", () => {
		const olds = { decisions: { "6a-1": { note: "1" }, gone: {} } };
		const news = { decisions: { "6a-1": { note: "2" }, fresh: {} } };
		expect(kinds(olds, news)).to.deep.equal({
			'decisions["6a-1"].note': Kind.UPDATE,
			"decisions.gone": Kind.DELETE,
			"decisions.fresh": Kind.ADD,
		});
	});

	it("shows properties that are named like built-in ones", () => {
		const decisions = { constructor: {}, toString: {} };
		expect(kinds({ decisions: {} }, { decisions })).to.deep.equal({
			"decisions.constructor": Kind.ADD,
			"decisions.toString": Kind.ADD,
		});
		expect(kinds({ decisions }, { decisions: {} })).to.deep.equal({
			"decisions.constructor": Kind.DELETE,
			"decisions.toString": Kind.DELETE,
		});
	});
});
