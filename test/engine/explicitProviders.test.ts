import { expect } from "chai";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { plugin } from "../../tools/pulumi-project/adapters.ts";
import { cognito, feedbackIn, signIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { scene } from "../support/story.ts";

const decision = { userPoolId: poolId, username: "alice", feedbackValue: "Valid" };

describe("Providers that a program declares", () => {
	const content = cognito(user("alice", ...signIns("own", "second", "third")));
	const stage = scene({ frontEnd: plugin, content });
	let other: Emulator;

	before(async () => {
		other = await startEmulator({ content });
	});

	after(() => other.close());

	/** A line that declares a provider, kept under its name. */
	const provider = (name: string, args: Readonly<Record<string, unknown>>) =>
		`const ${name} = new feedback.Provider("${name}", ${JSON.stringify(args)});`;

	/** A line that declares a decision of a provider. */
	const decided = (eventId: string, by?: string) =>
		`new feedback.AuthEventFeedback("${eventId}", ${JSON.stringify({ ...decision, eventId })}${by ? `, { provider: ${by} }` : ""});`;

	/** A resource whose output is known only once it is created. */
	const late = (value: unknown) => `
		class Late extends pulumi.dynamic.Resource {}
		const late = new Late({ create: async () => ({ id: "late", outs: { value: ${JSON.stringify(value)} } }) }, "late", { value: undefined });
	`;

	it("reach several accounts from one program", async () => {
		stage.program(
			provider("audit", { endpoint: other.endpoint }),
			decided("own"),
			decided("second", "audit"),
		);
		await stage.up();
		expect(stage.feedback()).to.deep.equal({ own: "Valid" });
		expect(feedbackIn(other.content())).to.deep.equal({ second: "Valid" });
	});

	it("may change without replacing what is decided by them, and take effect with the next `up`", async () => {
		const before = other.requests.length;
		stage.program(
			provider("audit", {
				endpoint: other.endpoint,
				evidence: "none",
				requestsPerSecond: 5,
				requestTimeout: "10",
			}),
			decided("own"),
			decided("second", "audit"),
		);
		const { output } = await stage.up();
		expect(output).not.to.include("replace");
		expect((await stage.resource("second"))?.outputs).not.to.have.any.keys("event");
		expect((await stage.resource("own"))?.outputs).to.have.property("event");
		expect(other.requests.length).to.equal(before);
	});

	it("hold no credentials in state", async () => {
		const { output } = await stage.project.command("stack", "export", "--non-interactive");
		const { resources } = JSON.parse(output).deployment;
		const audit = resources.find(({ urn }: { urn: string }) => urn.endsWith("::audit"));
		expect(audit.inputs).to.have.all.keys("endpoint", "evidence", "requestsPerSecond", "requestTimeout");
	});

	it("are refused where an argument is wrong or not known, all of it at once, with what to do", async () => {
		stage.program(
			provider("wrong", { region: "Frankfurt", requestsPerSecond: 0, evidence: "all", endpiont: "x" }),
			decided("own", "wrong"),
		);
		const { output, requests } = await stage.fails("preview");
		for (const reason of [
			'provider "wrong", `region`: "Frankfurt" is not the name of an AWS Region. Correct it, for example to `eu-central-1`',
			'provider "wrong", `requestsPerSecond`: "0" is not a number of requests a second, from 0.1 to 10000',
			'provider "wrong", `evidence`: "all" is not one of `full`, `risk`, `none`',
			"`endpiont` is not known here; expected `region`, `profile`, `endpoint`",
		]) {
			expect(output).to.include(reason);
		}
		expect(requests).to.deep.equal([]);
	});

	it("may hold values that are known only after `up`: the preview says what it leaves out", async () => {
		stage.program(
			late(other.endpoint),
			`const unknown = new feedback.Provider("unknown", { endpoint: late.value });`,
			decided("third", "unknown"),
		);
		const { output, requests } = await stage.preview();
		expect(output).to.include(
			"warning: `endpoint` is known only after `pulumi up`, so this preview neither checks the decisions of this provider nor looks their events up",
		);
		expect(requests).to.deep.equal([]);
		await stage.up();
		expect(feedbackIn(other.content())).to.include({ third: "Valid" });
	});
});
