import { secret } from "@pulumi/pulumi";
import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { plugin } from "../../workbench/project/adapters.ts";
import { pluginSdk } from "../../workbench/project/sdk.ts";
import { named } from "../../workbench/project/state.ts";
import { cognito, feedbackIn, signIns, user } from "../support/cognitoContent.ts";
import { type Declaration, knownAfterUp, single } from "../support/program.ts";
import { decisionsOf, step, story } from "../support/story.ts";

const content = cognito(user("alice", ...signIns("own", "second", "third")));

/** Declares a provider, and a decision that it submits. */
function decidedBy(
	name: string,
	eventId: string,
	args: () => Readonly<Record<string, unknown>>,
): Declaration {
	return (sdk) => {
		const provider = new pluginSdk.Provider(name, args());
		single(eventId, { eventId }, { provider })(sdk);
	};
}

story("Providers that a program declares", { content, adapter: plugin }, async (stack) => {
	const other = await startEmulator({ content });
	const { endpoint } = other;
	const own = single("own", { eventId: "own" });
	const changed = { endpoint, evidence: "none", requestsPerSecond: 5, requestTimeout: "10" };
	try {
		await step("reach several accounts from one program", async () => {
			stack.program(
				own,
				decidedBy("audit", "second", () => ({ endpoint })),
			);
			await stack.up();
			expect(stack.feedback()).to.deep.equal({ own: "Valid" });
			expect(feedbackIn(other.content())).to.deep.equal({ second: "Valid" });
		});

		await step("may depend on unknown values: the preview reports what it skips", async () => {
			const before = other.requests.length;
			stack.program(
				own,
				decidedBy("audit", "second", () => changed),
				decidedBy("late", "third", () => ({ endpoint: knownAfterUp(endpoint) })),
			);
			const { output, requests } = await stack.preview();
			expect(output).to.include(
				"warning: `endpoint` is known only after `pulumi up`, so this preview does not check this provider's decisions or look up their events",
			);
			expect([...requests, ...other.requests.slice(before)]).to.deep.equal([]);
		});

		await step("change with the next `up`, without replacing resources", async () => {
			const before = other.requests.length;
			const { output, requests } = await stack.up();
			expect(output).not.to.include("replace");
			const writes = other.requests
				.slice(before)
				.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback");
			expect(decisionsOf(writes)).to.deep.equal(["third Valid"]);
			expect(requests).to.deep.equal([]);
			expect(feedbackIn(other.content())).to.deep.equal({ second: "Valid", third: "Valid" });
		});

		await step("determine the evidence in state, which contains no credentials", async () => {
			const { resources = [] } = (await stack.project.exported()).deployment;
			expect(named(resources, "second")?.outputs).not.to.have.any.keys("event");
			expect(named(resources, "own")?.outputs).to.have.property("event");
			expect(named(resources, "audit")?.inputs).to.have.all.keys(Object.keys(changed));
		});

		await step("fail a preview with every invalid argument and how to fix it", async () => {
			const eventLookup = secret("TOKEN");
			const wrong = {
				region: "Frankfurt",
				requestsPerSecond: 0,
				evidence: "all",
				endpiont: "x",
				eventLookup,
			};
			stack.program(decidedBy("wrong", "own", () => wrong));
			const { output, requests } = await stack.fails("preview");
			expect(output).not.to.include("TOKEN");
			for (const reason of [
				'provider "wrong", `region`: its value is not the name of an AWS Region. Set it to a valid value such as `eu-central-1`',
				'provider "wrong", `requestsPerSecond`: its value is not a number of requests a second, from 0.1 to 10000',
				'provider "wrong", `evidence`: its value is not one of `full`, `risk`, `none`',
				'provider "wrong", `eventLookup`: its value is not one of `required`, `optional`, `off`',
				"`endpiont` is not a valid property; expected `region`, `profile`, `assumeRoles`",
			]) {
				expect(output).to.include(reason);
			}
			expect(requests).to.deep.equal([]);
		});
	} finally {
		await other.close();
	}
});
