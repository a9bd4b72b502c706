import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { PluginService } from "#provider/adapters/plugin/service";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { FakeCognito } from "../../../support/fakeCognito.ts";
import { FakeReport } from "../../../support/fakeReport.ts";

/** The error of calling a function of the plugin. No request may be made. */
async function refusalOf(token: string, args: object): Promise<string> {
	const cognito = new FakeCognito();
	const service = new PluginService(new FakeReport(), () => cognito);
	service.configure(new protocol.ConfigureRequest());
	const struct = structs.Struct.fromJavaScript(args as Record<string, structs.JavaScriptValue>);
	const request = new protocol.InvokeRequest().setTok(token).setArgs(struct);
	const { name, message } = await rejectionOf(service.invoke(request));
	expect(name).to.equal("StepError");
	expect(cognito.requests).to.equal(0);
	return message;
}

describe("calling a function of the plugin", () => {
	it("rejects a misspelled field of a filter by name, because it would list everything", async () => {
		const args = { ...alice, filter: { riskLevelAtleast: "High" } };
		expect(await refusalOf("cognito-feedback:index:getAuthEvents", args)).to.match(
			/^getAuthEvents: `filter`: `riskLevelAtleast` is not a valid property \(did you mean `riskLevelAtLeast`\?\)/,
		);
	});

	it("accepts the fields of a filter in snake case, as Pulumi's Python SDK sends them in a dictionary", async () => {
		const args = { ...alice, filter: { risk_level_at_least: "Wrong" } };
		expect(await refusalOf("cognito-feedback:index:getAuthEvents", args)).to.match(
			/^getAuthEvents: `filter.riskLevelAtLeast` is not a risk level/,
		);
	});

	it("rejects an unknown argument by name", async () => {
		const args = { ...alice, filters: {} };
		expect(await refusalOf("cognito-feedback:index:getAuthEvents", args)).to.match(
			/^getAuthEvents: `filters` is not a valid property; expected/,
		);
	});

	for (const token of ["constructor", "toString", "__proto__", "", "cognito-feedback:index:other"]) {
		it(`rejects the unknown function ${JSON.stringify(token)}`, async () => {
			expect(await refusalOf(token, alice)).to.equal(`unknown function ${token}.`);
		});
	}
});
