import { expect } from "chai";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { receive, send } from "#provider/adapters/plugin/values";

const secret = (value: unknown) => ({
	"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
	value,
});
const wire = (values: object) => structs.Struct.fromJavaScript(values as never);

describe("the values that Pulumi sends", () => {
	it("are plain, with their secretness kept separately; a null counts as missing", () => {
		const received = receive(
			wire({
				username: secret("alice"),
				note: null,
				decisions: { a: { username: secret("bob"), feedbackValue: "Valid" } },
				list: ["x", secret("y")],
			}),
		);
		expect(received.values).to.deep.equal({
			username: "alice",
			decisions: { a: { username: "bob", feedbackValue: "Valid" } },
			list: ["x", "y"],
		});
	});

	it("are returned with the same values secret, and no others", () => {
		const given = {
			username: secret("alice"),
			decisions: { a: { username: secret("bob"), feedbackValue: "Valid" }, b: { username: "carol" } },
		};
		const received = receive(wire(given));
		const values = { ...received.values, event: { city: "Berlin" } };
		const sent = send(values, received).toJavaScript();
		expect(sent).to.deep.equal({ ...given, event: { city: "Berlin" } });
	});

	it("stay secret as a whole if they were, whatever they become", () => {
		const whole = receive(wire({ decisions: secret({ a: { username: "bob" } }) }));
		const part = receive(wire({ decisions: { a: { username: secret("bob") } } }));
		for (const decisions of [{ c: { username: "bob" } }, {}]) {
			const sent = send({ decisions }, part, whole).toJavaScript();
			expect(sent).to.deep.equal({ decisions: secret(decisions) });
		}
		expect(send({ decisions: "bob" }, part).toJavaScript()).to.deep.equal({ decisions: secret("bob") });
	});

	it("are returned without internal properties and without missing values", () => {
		expect(send({ note: undefined, __label: "berlin", __secret: true, a: 1 }).toJavaScript()).to.deep.equal({
			a: 1,
		});
	});
});
