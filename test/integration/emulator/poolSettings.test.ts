import {
	DescribeUserPoolCommand,
	GetLogDeliveryConfigurationCommand,
	ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, poolWith } from "../../support/emulatorContent.ts";

const UserPoolId = "eu-central-1_Test";
const describePool = new DescribeUserPoolCommand({ UserPoolId });
const getLogs = new GetLogDeliveryConfigurationCommand({ UserPoolId });

describe("emulator: settings of a user pool", () => {
	const start = emulators();

	it("are by default those of a pool with threat protection", async () => {
		const { client } = await start({ content: poolWith([{ Username: "alice" }]) });
		expect((await client.send(describePool)).UserPool).to.deep.equal({
			Id: UserPoolId,
			Name: UserPoolId,
			Arn: `arn:aws:cognito-idp:eu-central-1:000000000000:userpool/${UserPoolId}`,
			UserPoolTier: "PLUS",
			UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
			EstimatedNumberOfUsers: 1,
		});
		expect((await client.send(getLogs)).LogDeliveryConfiguration).to.deep.equal({
			UserPoolId,
			LogConfigurations: [],
		});
	});

	it("can make it a replica, which lists users and events, and accepts no feedback until it is active", async () => {
		const content = aliceWith({ EventId: "e1" });
		const one = await start({
			content: { UserPools: content.UserPools.map((pool) => ({ ...pool, Replica: "INACTIVE" })) },
		});
		const refused = {
			name: "OperationNotEnabledException",
			message: `The operation is not enabled for user pool ${UserPoolId} in this Region, which is a replica that is not active.`,
			status: 400,
		};
		expect(await refusalOf(one.give("e1", "Valid"))).to.deep.equal(refused);
		expect(await one.event("e1")).to.include({ EventId: "e1" });
		expect((await one.client.send(new ListUsersCommand({ UserPoolId }))).Users).to.have.length(1);
		one.emulator.setReplica(UserPoolId, "ACTIVE");
		await one.give("e1", "Valid");
		one.emulator.setReplica(UserPoolId, "INACTIVE");
		expect(await refusalOf(one.give("e1", "Invalid"))).to.deep.equal(refused);
		expect(one.emulator.content().UserPools[0]?.Replica).to.equal("INACTIVE");
		expect(() => one.emulator.setReplica("eu-central-1_Other", "ACTIVE")).to.throw("does not exist");
	});

	it("are returned as in the content", async () => {
		const settings = {
			Name: "customers",
			Arn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${UserPoolId}`,
			UserPoolTier: "LITE",
			UserPoolAddOns: { AdvancedSecurityMode: "OFF" },
		} as const;
		const LogConfigurations = [
			{
				EventSource: "userAuthEvents",
				LogLevel: "INFO",
				S3Configuration: { BucketArn: "arn:aws:s3:::events" },
			},
		];
		const { client } = await start({
			content: { UserPools: [{ Id: UserPoolId, ...settings, LogConfigurations }] },
		});
		expect((await client.send(describePool)).UserPool).to.deep.include(settings);
		const { LogDeliveryConfiguration } = await client.send(getLogs);
		expect(LogDeliveryConfiguration?.LogConfigurations).to.deep.equal(LogConfigurations);
	});

	it("are returned only for existing pools", async () => {
		const { client } = await start({ content: { UserPools: [] } });
		for (const request of [client.send(describePool), client.send(getLogs)])
			expect(await refusalOf(request)).to.deep.include({ name: "ResourceNotFoundException", status: 400 });
	});

	it("must be well-formed in the content", async () => {
		const pool = { Id: UserPoolId, UserPoolTier: "PREMIUM", LogConfigurations: [{ LogLevel: "INFO" }] };
		expect(await refusalOf(start({ content: { UserPools: [pool] } as never }))).to.have.property(
			"message",
			'content: UserPools[0].UserPoolTier: expected "LITE" or "ESSENTIALS" or "PLUS", found "PREMIUM"',
		);
		const { UserPoolTier: _, ...rest } = pool;
		expect(await refusalOf(start({ content: { UserPools: [rest] } as never }))).to.have.property(
			"message",
			"content: UserPools[0].LogConfigurations[0].EventSource: expected this property, found none",
		);
	});
});
