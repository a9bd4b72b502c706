import { expect } from "chai";
import { readText } from "../support/manifest.ts";
import { allowedBy, readPolicy } from "../support/policy.ts";

describe("The IAM policies", () => {
	for (const name of ["preview", "review", "up"] as const) {
		it(`are policies as IAM takes them, for one user pool and without a wildcard (${name})`, () => {
			const { Version, Statement, ...others } = readPolicy(name);
			expect(others).to.deep.equal({});
			expect(Version).to.equal("2012-10-17");
			expect(Statement).not.to.be.empty;
			for (const { Sid, Effect, Action, Resource, ...more } of Statement) {
				expect(more).to.deep.equal({});
				expect(Sid).to.match(/^[A-Za-z0-9]+$/);
				expect(Effect).to.equal("Allow");
				for (const action of Action) expect(action).to.match(/^cognito-idp:[A-Z][A-Za-z]+$/);
				expect(Resource).to.have.lengthOf(1);
				const [, region] =
					/^arn:aws:cognito-idp:([a-z0-9-]+):\d{12}:userpool\/\1_[0-9A-Za-z]+$/.exec(Resource[0] ?? "") ?? [];
				expect(region, Resource[0]).to.be.a("string");
			}
			expect(readText(`policies/${name}.json`)).not.to.match(/[*?]/);
		});
	}

	it("let whoever decides list users and events, and submit nothing", () => {
		expect(allowedBy("review")).to.deep.equal(["AdminListUserAuthEvents", "ListUsers"]);
	});

	it("let `up` do all that a preview does", () => {
		expect(allowedBy("up")).to.include.members(allowedBy("preview"));
	});
});
