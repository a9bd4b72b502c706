import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { MockedResource } from "../../support/mockedProgram.ts";
import { readPolicy } from "../../support/policy.ts";
import { repository } from "../../support/script.ts";

const runner = join(repository, "test", "support", "mockedProgram.ts");
const folder = join(repository, "examples", "log-export");
const userPoolId = "eu-central-1_AbCdEf123";

describe("examples/log-export", () => {
	/** The resources of the example, by type: with CloudWatch Logs, and with Amazon S3. */
	let logs: Record<string, MockedResource>;
	let s3: Record<string, MockedResource>;

	before(async () => {
		const configurations = [{ userPoolId }, { userPoolId, destination: "s3", days: "30" }];
		const args = [
			runner,
			join(folder, "index.ts"),
			...configurations.map((config) => JSON.stringify(config)),
		];
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
		const byType = (line: string) => {
			const registered: MockedResource[] = JSON.parse(line);
			return Object.fromEntries(registered.map((resource) => [resource.type.split(":").at(-1), resource]));
		};
		[logs = {}, s3 = {}] = stdout.trim().split("\n").map(byType);
	});

	/** The statements of a policy, for these resources. */
	const statements = (name: "source-logs" | "source-s3", resources: readonly string[]) =>
		readPolicy(name).Statement.map((statement, index) => ({ ...statement, Resource: [resources[index]] }));

	it("exports to a log group with a retention period, and lets reviewers query it", () => {
		const { LogGroup, LogIndexPolicy, LogDeliveryConfiguration, Policy, ...others } = logs;
		expect(Object.keys(others)).to.deep.equal([]);
		expect(LogGroup?.inputs).to.include({
			name: `/aws/vendedlogs/cognito/${userPoolId}`,
			retentionInDays: 90,
		});
		expect(JSON.parse(String(LogIndexPolicy?.inputs.policyDocument)).Fields).to.include("message.userName");
		expect(LogDeliveryConfiguration?.inputs).to.deep.equal({
			userPoolId,
			logConfigurations: [
				{
					eventSource: "userAuthEvents",
					logLevel: "INFO",
					cloudWatchLogsConfiguration: { logGroupArn: "arn:of:events" },
				},
			],
		});
		expect(JSON.parse(String(Policy?.inputs.policy)).Statement).to.deep.equal(
			statements("source-logs", ["arn:of:events:*", "*"]),
		);
	});

	it("exports to a bucket that no one else may read, and lets reviewers read it", () => {
		const {
			Bucket,
			BucketPublicAccessBlock,
			BucketLifecycleConfiguration,
			LogDeliveryConfiguration,
			Policy,
		} = s3;
		expect(Bucket).not.to.equal(undefined);
		expect(Object.keys(s3)).to.have.length(5);
		expect(BucketPublicAccessBlock?.inputs).to.include({
			blockPublicPolicy: true,
			restrictPublicBuckets: true,
		});
		expect(BucketLifecycleConfiguration?.inputs.rules).to.deep.include({
			...{ id: "expire", status: "Enabled", filter: {} },
			expiration: { days: 30 },
		});
		expect(LogDeliveryConfiguration?.inputs.logConfigurations).to.deep.equal([
			{
				eventSource: "userAuthEvents",
				logLevel: "INFO",
				s3Configuration: { bucketArn: "arn:of:events" },
			},
		]);
		expect(JSON.parse(String(Policy?.inputs.policy)).Statement).to.deep.equal(
			statements("source-s3", ["arn:of:events", "arn:of:events/*"]),
		);
	});
});
