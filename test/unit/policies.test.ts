import { expect } from "chai";
import { readText } from "../support/manifest.ts";
import { allowedBy, readPolicy } from "../support/policy.ts";

const userPool = /^arn:aws:cognito-idp:([a-z0-9-]+):\d{12}:userpool\/\1_[0-9A-Za-z]+$/;
const otherResources: Readonly<Record<string, RegExp>> = {
	iam: /^arn:aws:iam::\d{12}:role\/[\w+=,.@-]+$/,
	s3: /^arn:aws:s3:::[a-z0-9-]+(\/[\w-]+\/\*)?$/,
	logs: /^arn:aws:logs:[a-z0-9-]+:\d{12}:log-group:[\w/-]+:\*$/,
};
/** The actions of operations with other names. */
const actions: Readonly<Record<string, string>> = { ListObjectsV2: "ListBucket" };
const ofAccount = ["cognito-idp:GetProvisionedLimit", "logs:GetQueryResults,logs:StopQuery"];

describe("The IAM policies", () => {
	for (const name of ["preview", "review", "up", "doctor", "report", "source-s3", "source-logs"] as const) {
		it(`are valid IAM policies, each statement for one resource (${name})`, () => {
			const { Version, Statement, ...others } = readPolicy(name);
			expect(others).to.deep.equal({});
			expect(Version).to.equal("2012-10-17");
			expect(Statement).not.to.be.empty;
			for (const { Sid, Effect, Action, Resource, ...more } of Statement) {
				expect(more).to.deep.equal({});
				expect(Sid).to.match(/^[A-Za-z0-9]+$/);
				expect(Effect).to.equal("Allow");
				const services = new Set(
					Action.map((action) => /^(cognito-idp|iam|s3|logs):[A-Z][A-Za-z]+$/.exec(action)?.[1]),
				);
				expect([...services])
					.to.have.lengthOf(1)
					.and.not.include(undefined);
				expect(Resource).to.have.lengthOf(1);
				// Quotas and queries belong to the account.
				if (ofAccount.includes(Action.join())) expect(Resource).to.deep.equal(["*"]);
				else expect(Resource[0]).to.match(otherResources[`${[...services][0]}`] ?? userPool);
			}
		});
	}

	for (const name of ["preview", "review", "up"] as const)
		it(`have no wildcard (${name})`, () => {
			expect(readText(`policies/${name}.json`)).not.to.match(/[*?]/);
		});

	it("let reviewers list users and events, and submit nothing", () => {
		expect(allowedBy("review")).to.deep.equal([
			"AdminListUserAuthEvents",
			"DescribeUserPool",
			"GetLogDeliveryConfiguration",
			"ListUsers",
		]);
	});

	it("let a source call exactly the operations that it sends", () => {
		for (const [name, path] of [
			["source-s3", "review/sources/s3.ts"],
			["source-logs", "review/sources/logs.ts"],
		] as const) {
			const sent = [...readText(path).matchAll(/new (\w+)Command\(/g)].map(([, operation = ""]) => operation);
			expect(allowedBy(name)).to.deep.equal(sent.map((operation) => actions[operation] ?? operation).sort());
		}
	});

	it("let `report` read risk configurations too", () => {
		expect(allowedBy("report")).to.deep.equal([...allowedBy("review"), "DescribeRiskConfiguration"].sort());
	});

	it("let `up` do all that a preview does", () => {
		expect(allowedBy("up")).to.include.members(allowedBy("preview"));
	});

	it("let `doctor` only read", () => {
		for (const action of allowedBy("doctor"))
			expect(action).to.match(/^(Get|List|Describe|Simulate|AdminList)[A-Z]/);
	});
});
