import { ListGroupsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { EmulatorError } from "#provider/emulator/index";
import { emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, poolWith } from "../../support/emulatorContent.ts";

describe("emulator: errors", () => {
	const start = emulators();

	it("report a pool that does not exist", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		const refused = {
			name: "ResourceNotFoundException",
			message: "User pool eu-central-1_Other does not exist.",
			status: 400,
		};
		const elsewhere = { UserPoolId: "eu-central-1_Other", Username: "alice" };
		expect(await refusalOf(one.list(elsewhere))).to.deep.equal(refused);
		expect(
			await refusalOf(one.submit({ ...elsewhere, EventId: "e1", FeedbackValue: "Valid" })),
		).to.deep.equal(refused);
	});

	it("report a user that does not exist", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		const refused = { name: "UserNotFoundException", message: "User does not exist.", status: 400 };
		expect(await refusalOf(one.list({ Username: "bob" }))).to.deep.equal(refused);
		expect(await refusalOf(one.give("e1", "Valid", "bob"))).to.deep.equal(refused);
	});

	it("report that threat protection is off, even if the user does not exist", async () => {
		const users = [{ Username: "alice", AuthEvents: [{ EventId: "e1" }] }];
		const one = await start({ content: poolWith(users, "OFF") });
		const refused = {
			name: "UserPoolAddOnNotEnabledException",
			message: "Threat protection is not enabled for user pool eu-central-1_Test.",
			status: 400,
		};
		expect(await refusalOf(one.list())).to.deep.equal(refused);
		expect(await refusalOf(one.give("e1", "Valid"))).to.deep.equal(refused);
		expect(await refusalOf(one.give("e1", "Valid", "nobody"))).to.deep.equal(refused);
	});

	for (const mode of ["AUDIT", "ENFORCED", undefined] as const) {
		it(`report nothing for a pool whose threat protection is ${mode ?? "not mentioned"}`, async () => {
			const users = [{ Username: "alice", AuthEvents: [{ EventId: "e1" }] }];
			const one = await start({ content: poolWith(users, mode) });
			await one.give("e1", "Valid");
			expect((await one.event("e1"))?.EventFeedback?.FeedbackValue).to.equal("Valid");
		});
	}

	for (const [code, status] of [
		["TooManyRequestsException", 429],
		["InternalErrorException", 500],
		["NotAuthorizedException", 400],
		["ResourceNotFoundException", 400],
		["UserNotFoundException", 400],
		["UserPoolAddOnNotEnabledException", 400],
		["InvalidParameterException", 400],
		["AccessDeniedException", 400],
	] as const) {
		it(`have the HTTP status ${status} for ${code}`, async () => {
			const one = await start({
				content: aliceWith({ EventId: "e1" }),
				onRequest: () => {
					throw new EmulatorError(code, "Because.");
				},
			});
			expect(await refusalOf(one.give("e1", "Valid"))).to.deep.equal({
				name: code,
				message: "Because.",
				status,
			});
			expect(one.emulator.content()).to.deep.equal(aliceWith({ EventId: "e1" }));
		});
	}

	it("can have another HTTP status", async () => {
		const one = await start({
			onRequest: async () => {
				throw new EmulatorError("ServiceUnavailable", "Not now.", 503);
			},
		});
		const refused = { name: "ServiceUnavailable", message: "Not now.", status: 503 };
		expect(await refusalOf(one.list())).to.deep.equal(refused);
	});

	it("report a failing onRequest as an internal error, in full", async () => {
		const one = await start({
			onRequest: () => {
				throw new TypeError("count is not a function");
			},
		});
		expect(await refusalOf(one.list())).to.deep.equal({
			name: "InternalErrorException",
			message: "The emulator failed: count is not a function",
			status: 500,
		});
	});

	it("reject any other operation by name", async () => {
		const one = await start();
		const { name, message, status } = await refusalOf(
			one.client.send(new ListGroupsCommand({ UserPoolId: "eu-central-1_Quickstrt" })),
		);
		expect({ name, status }).to.deep.equal({ name: "UnknownOperationException", status: 400 });
		expect(message).to.equal(
			'This emulator does not support the operation "ListGroups". It supports AdminGetUser, AdminListUserAuthEvents, AdminUpdateAuthEventFeedback, DescribeRiskConfiguration, DescribeUserPool, GetLogDeliveryConfiguration, ListUsers and UpdateAuthEventFeedback.',
		);
		expect(one.emulator.requests).to.deep.equal([]);
	});
});
