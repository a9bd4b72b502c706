import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { MockedResource } from "../../support/mockedProgram.ts";
import { readPolicy } from "../../support/policy.ts";
import { repository } from "../../support/script.ts";

const runner = join(repository, "test", "support", "mockedProgram.ts");
const folder = join(repository, "examples", "audit-mode-pool");

/** What the example registers, by name. */
async function resources(config: Record<string, string>): Promise<Record<string, MockedResource>> {
	const args = [runner, join(folder, "index.ts"), JSON.stringify(config)];
	const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
	const registered: MockedResource[] = JSON.parse(stdout);
	return Object.fromEntries(registered.map((resource) => [resource.name, resource]));
}

describe("examples/audit-mode-pool", () => {
	it("makes a pool of the Plus plan in audit-only mode, a client, and the policy, and nothing else at first", async () => {
		const { users, app, feedback, ...others } = await resources({});
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

	it("decides on the event that the configuration names", async () => {
		const decision = { eventId: "e1", username: "alice", feedbackValue: "Valid", note: "TICKET-1" };
		const { decided } = await resources(decision);
		expect(decided).to.include({ type: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback" });
		expect(decided?.inputs).to.include({ ...decision, userPoolId: "users-id" });
	});
});
