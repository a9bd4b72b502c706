import { expect } from "chai";
import { readConfiguration, stackWords } from "#provider/adapters/configuration";

const read = (config: Readonly<Record<string, string>>) =>
	readConfiguration((key) => config[key], stackWords("aws"));
const roleArn = "arn:aws-us-gov:iam::123456789012:role/path/feedback";

describe("The settings of the account", () => {
	it("are keys, roles and account IDs, with the names of `@pulumi/aws`", () => {
		const role = {
			roleArn,
			sessionName: "up",
			externalId: "x",
			duration: "1h0m0s",
			policy: "{}",
			policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
			tags: { team: "security" },
			transitiveTagKeys: ["team"],
			sourceIdentity: "alice",
		};
		const { connection, problems, unusedSettings } = read({
			"aws:accessKey": "AKIA",
			"aws:secretKey": "secret",
			"aws:token": "token",
			"aws:assumeRoles": JSON.stringify([role, { roleArn, sessionName: null }]),
			"aws:allowedAccountIds": '["123456789012", 12345678901]',
			"aws:forbiddenAccountIds": '["000000000001"]',
		});
		expect([problems, unusedSettings]).to.deep.equal([[], undefined]);
		expect(connection).to.deep.equal({
			keys: { accessKeyId: "AKIA", secretAccessKey: "secret", sessionToken: "token" },
			assumeRoles: [role, { roleArn }],
			allowedAccountIds: ["123456789012", "012345678901"],
			forbiddenAccountIds: ["000000000001"],
		});
	});

	it("may be a single role, as in older versions of `@pulumi/aws`", () => {
		for (const value of [JSON.stringify({ roleArn }), JSON.stringify([{ roleArn }])])
			expect(read({ "aws:assumeRole": value }).connection).to.deep.equal({ assumeRoles: [{ roleArn }] });
	});

	it("may be in the plugin's namespace, unless `aws:` has them", () => {
		const config = {
			"cognito-feedback:assumeRoles": JSON.stringify([{ roleArn }]),
			"cognito-feedback:allowedAccountIds": '["111111111111"]',
			"aws:allowedAccountIds": '["222222222222"]',
			"cognito-feedback:profile": "audit",
		};
		expect(read(config).connection).to.deep.equal({
			profile: "audit",
			assumeRoles: [{ roleArn }],
			allowedAccountIds: ["222222222222"],
		});
	});

	it("are not set if they are empty", () => {
		const keys = ["assumeRole", "assumeRoles", "allowedAccountIds", "accessKey", "secretKey", "token"];
		for (const empty of ["", "[]", "{}", "null", " [ ] "]) {
			const config = Object.fromEntries(keys.slice(0, 3).map((key) => [`aws:${key}`, empty]));
			expect(read(config)).to.deep.include({ connection: {}, problems: [] });
		}
		const config = Object.fromEntries(keys.map((key) => [`aws:${key}`, ""]));
		expect(read(config)).to.deep.include({ connection: {}, problems: [] });
	});

	const role = (fields: object) => ({ "aws:assumeRoles": JSON.stringify([{ roleArn, ...fields }]) });
	for (const [config, reason] of [
		[{ "aws:assumeRoles": "canary" }, "aws:assumeRoles: its value is not a list of roles."],
		[{ "aws:assumeRoles": '{"roleArn":"canary"}' }, "aws:assumeRoles: its value is not a list of roles."],
		[{ "aws:assumeRoles": '["canary"]' }, "[0] is not a role."],
		[{ "aws:assumeRoles": '[{"sessionName":"canary"}]' }, "[0].roleArn is not the ARN of a role"],
		[role({ roleArn: "canary" }), "[0].roleArn is not the ARN of a role"],
		[role({ duration: "canary" }), "[0].duration is not a duration from 15 minutes to 12 hours"],
		[role({ duration: "14m59s" }), "[0].duration is not a duration"],
		[role({ duration: "12h1s" }), "[0].duration is not a duration"],
		[role({ duration: 3600 }), "[0].duration is not a duration"],
		[role({ sessionName: "can ary" }), "[0].sessionName is not 2 to 64 letters"],
		[role({ policyArns: "canary" }), "[0].policyArns is not a list of texts"],
		[role({ tags: ["canary"] }), "[0].tags is not texts by key"],
		[role({ externalID: "canary" }), "`externalID` is not a valid property (did you mean `externalId`?)"],
		[{ "aws:assumeRole": JSON.stringify({ roleArn }), ...role({}) }, "aws:assumeRoles: is set twice"],
		[
			{ "aws:allowedAccountIds": "123456789012" },
			"aws:allowedAccountIds: its value is not a list of account IDs",
		],
		[
			{ "aws:forbiddenAccountIds": '["canary"]' },
			"aws:forbiddenAccountIds: its value is not a list of account IDs",
		],
		[{ "aws:accessKey": "canary" }, "aws:secretKey: is missing beside the other keys."],
		[{ "aws:secretKey": "canary" }, "aws:accessKey: is missing beside the other keys."],
		[{ "aws:token": "canary" }, "aws:accessKey: is missing beside the other keys."],
	] as const) {
		it(`are rejected without printing their values if they are invalid: ${reason}`, () => {
			const { problems } = read(config);
			expect(problems).to.have.length(1);
			expect(problems[0]).to.include(reason).and.include("Correct it with `pulumi config set aws:");
			expect(problems[0]).not.to.include("canary");
		});
	}
});
