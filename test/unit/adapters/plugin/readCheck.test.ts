import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { readCheck } from "#provider/adapters/plugin/readCheck";
import { receive } from "#provider/adapters/plugin/values";
import { prototypeKeys } from "../../../support/anyText.ts";

describe("the request of a check", () => {
	/** The wire format. */
	const wire = (news: object) =>
		Buffer.from(
			new messages.CheckRequest().setNews(structs.Struct.fromJavaScript(news as never)).serializeBinary(),
		);
	const decision = { username: "alice", feedbackValue: "Valid" };

	it("is rejected with an event ID that JavaScript would lose, in a set and in a secret one", () => {
		const decisions = { kept: decision, __prota__: decision };
		const secret = {
			"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
			value: decisions,
		};
		for (const news of [{ decisions }, { decisions: secret }]) {
			// The library that encodes it would lose the decision too.
			const bytes = Buffer.from(wire(news).toString("latin1").replace("__prota__", "__proto__"), "latin1");
			expect(() => readCheck(bytes)).to.throw(
				"an event with the ID `__proto__` cannot be in a set, because JavaScript or Pulumi would drop it; declare an AuthEventFeedback resource instead.",
			);
		}
	});

	it("is accepted with such an ID as a value, and with all other names", () => {
		const keys = prototypeKeys.filter((key) => key !== "__proto__");
		for (const news of [
			{ ...decision, eventId: "__proto__", note: "a\n\t__proto__\n" },
			{ decisions: Object.fromEntries(keys.map((key) => [key, decision])) },
		]) {
			expect(receive(readCheck(wire(news)).getNews()).values).to.deep.equal(news);
		}
	});
});
