import { status } from "@grpc/grpc-js";
import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { toStatus } from "#provider/adapters/plugin/failure";
import { PluginService } from "#provider/adapters/plugin/service";
import { buildDecision } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildMember, buildSet } from "../../../support/buildSet.ts";
import { FakeCognito } from "../../../support/fakeCognito.ts";
import { FakeReport } from "../../../support/fakeReport.ts";

function struct(values: object): structs.Struct {
	return structs.Struct.fromJavaScript(values as Record<string, structs.JavaScriptValue>);
}

function build() {
	return new PluginService(new FakeReport(), () => new FakeCognito());
}

function urnOf(type: string): string {
	return `urn:pulumi:test::test::cognito-feedback:index:${type}::one`;
}

describe("the plugin", () => {
	it("advises on stack configuration if the engine names no provider", async () => {
		const service = build();
		const inputs = struct({ region: "Frankfurt" });
		const checked = await service.checkConfig(new protocol.CheckRequest().setNews(inputs));
		service.configure(new protocol.ConfigureRequest().setArgs(inputs).setName(""));
		const request = new protocol.CheckRequest().setUrn(urnOf("AuthEventFeedback"));
		const ofResource = await service.check(request.setNews(struct({ ...buildDecision() })));
		for (const response of [checked, ofResource]) {
			const [reason] = response.getFailuresList().map((failure) => failure.getReason());
			expect(reason).to.match(/^stack configuration cognito-feedback:region: /);
		}
	});

	it("reports state of a newer version without a stack trace, in each step", async () => {
		const service = build();
		service.configure(new protocol.ConfigureRequest());
		const urn = urnOf("AuthEventFeedbackSet");
		const state = struct(buildSet({ e1: buildMember({ event: "\\2; later" }) }));
		const steps = [
			() => service.check(new protocol.CheckRequest().setUrn(urn).setOlds(state).setNews(struct(buildSet()))),
			() => service.diff(new protocol.DiffRequest().setUrn(urn).setOlds(state).setNews(struct(buildSet()))),
			() =>
				service.update(new protocol.UpdateRequest().setUrn(urn).setOlds(state).setNews(struct(buildSet()))),
			() => service.read(new protocol.ReadRequest().setUrn(urn).setProperties(state)),
			() => service.delete(new protocol.DeleteRequest().setUrn(urn).setProperties(state)),
		];
		for (const step of steps) {
			expect(toStatus(await rejectionOf(step()))).to.deep.equal({
				code: status.UNKNOWN,
				details:
					"This state was written by a newer version of pulumi-cognito-feedback. Install that version.",
			});
		}
	});

	it("keeps a username secret that becomes secret in an update", async () => {
		const service = build();
		service.configure(new protocol.ConfigureRequest());
		const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "alice" };
		const request = new protocol.UpdateRequest().setUrn(urnOf("AuthEventFeedback")).setPreview(true);
		const olds = struct(buildDecision({ username: "alice" }));
		const news = struct({ ...buildDecision(), username: secret });
		const response = await service.update(request.setOlds(olds).setNews(news));
		expect(response.getProperties()?.toJavaScript().username).to.deep.equal(secret);
	});
});
