import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { MockedResource } from "../../support/mockedProgram.ts";
import { readPolicy } from "../../support/policy.ts";
import { repository } from "../../support/script.ts";

const runner = join(repository, "test", "support", "mockedProgram.ts");
const folder = join(repository, "examples", "audit-mode-pool");

const decision = { eventId: "e1", username: "alice", feedbackValue: "Valid", note: "TICKET-1" };

describe("examples/audit-mode-pool", () => {
	/** The resources of the example, by name: without configuration, and with a decision. */
	let bare: Record<string, MockedResource>;
	let deciding: Record<string, MockedResource>;

	before(async () => {
		const configurations = [{}, decision].map((config) => JSON.stringify(config));
		const args = [runner, join(folder, "index.ts"), ...configurations];
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
		const byName = (line: string) => {
			const registered: MockedResource[] = JSON.parse(line);
			return Object.fromEntries(registered.map((resource) => [resource.name, resource]));
		};
		[bare = {}, deciding = {}] = stdout.trim().split("\n").map(byName);
	});

	it("creates a Plus pool in audit-only mode, a client, and the policy, and nothing else at first", () => {
		const { users, app, feedback, ...others } = bare;
		expect(Object.keys(others)).to.deep.equal([]);
		expect(users).to.include({ type: "aws:cognito/userPool:UserPool" });
		expect(users?.inputs).to.deep.include({
			userPoolTier: "PLUS",
			userPoolAddOns: { advancedSecurityMode: "AUDIT" },
		});
		expect(app).to.include({ type: "aws:cognito/userPoolClient:UserPoolClient" });
		expect(app?.inputs).to.include({ userPoolId: "users-id" });

		expect(feedback).to.include({ type: "aws:iam/policy:Policy" });
		const { Version, Statement } = readPolicy("up");
		expect(JSON.parse(String(feedback?.inputs.policy))).to.deep.equal({
			Version,
			Statement: Statement.map((statement) => ({ ...statement, Resource: ["arn:of:users"] })),
		});
	});

	it("declares a decision on the event in the configuration", () => {
		const { decided } = deciding;
		expect(decided).to.include({ type: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback" });
		expect(decided?.inputs).to.include({ ...decision, userPoolId: "users-id" });
	});
});
