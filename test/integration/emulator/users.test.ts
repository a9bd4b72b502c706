import { ListUsersCommand, type ListUsersCommandOutput } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { type EmulatorUnderTest, emulators, refusalOf } from "../../support/emulatorClient.ts";
import { poolWith } from "../../support/emulatorContent.ts";

const list = (one: EmulatorUnderTest, input: Record<string, unknown> = {}) =>
	one.client.send(new ListUsersCommand({ UserPoolId: "eu-central-1_Test", ...input }));

const namesOf = ({ Users }: ListUsersCommandOutput) => (Users ?? []).map(({ Username }) => Username);

const users = (count: number) => Array.from({ length: count }, (_, at) => ({ Username: `u${at + 1}` }));

describe("emulator: users", () => {
	const start = emulators();

	it("are listed with the content's fields, and without their events", async () => {
		const Attributes = [
			{ Name: "sub", Value: "s1" },
			{ Name: "email", Value: "a@example.com" },
		];
		const user = { Username: "alice", Attributes, Enabled: true, UserStatus: "CONFIRMED" };
		const dates = { UserCreateDate: "2026-11-20T08:00:00Z", UserLastModifiedDate: 1_795_200_000 };
		const one = await start({ content: poolWith([{ ...user, ...dates, AuthEvents: [{ EventId: "e1" }] }]) });
		const { Users, PaginationToken } = await list(one);
		expect(Users).to.deep.equal([
			{
				...user,
				UserCreateDate: new Date("2026-11-20T08:00:00Z"),
				UserLastModifiedDate: new Date(1_795_200_000_000),
			},
		]);
		expect(PaginationToken).to.equal(undefined);
		const [only] = (await list(one, { AttributesToGet: ["sub"] })).Users ?? [];
		expect(only?.Attributes).to.deep.equal([{ Name: "sub", Value: "s1" }]);
	});

	for (const Limit of [undefined, 0, 60])
		it(`are listed 60 at a time with a Limit of ${Limit}`, async () => {
			const one = await start({ content: poolWith(users(61)) });
			const first = await list(one, { Limit });
			expect(namesOf(first)).to.have.length(60);
			const second = await list(one, { Limit, PaginationToken: first.PaginationToken });
			expect(namesOf(second)).to.deep.equal(["u61"]);
			expect(second.PaginationToken).to.equal(undefined);
		});

	it("are listed in pages of the size of Limit, each once, in the order of the content", async () => {
		const one = await start({ content: poolWith(users(7)) });
		const names: unknown[] = [];
		let PaginationToken: string | undefined;
		do {
			const page = await list(one, { Limit: 3, PaginationToken });
			names.push(...namesOf(page));
			PaginationToken = page.PaginationToken;
		} while (PaginationToken);
		expect(names).to.deep.equal(["u1", "u2", "u3", "u4", "u5", "u6", "u7"]);
		expect(one.emulator.requests).to.have.length(3);
	});

	it("are listed for a pool whose threat protection is off, and for one without users", async () => {
		const one = await start({ content: poolWith(users(1), "OFF") });
		expect(namesOf(await list(one))).to.deep.equal(["u1"]);
		const empty = await start({ content: poolWith([]) });
		expect(namesOf(await list(empty))).to.deep.equal([]);
	});

	for (const [what, input, name, message] of [
		[
			"a pool that does not exist",
			{ UserPoolId: "eu-central-1_No" },
			"ResourceNotFoundException",
			"eu-central-1_No does not exist",
		],
		["a Limit of 61", { Limit: 61 }, "InvalidParameterException", "at 'limit' failed to satisfy constraint"],
		[
			"a made-up token",
			{ PaginationToken: "AAAA" },
			"InvalidParameterException",
			"Invalid pagination token.",
		],
		[
			"a filter, which it does not have",
			{ Filter: 'email = "a"' },
			"InvalidParameterException",
			"does not support the parameter Filter",
		],
	] as const)
		it(`are not listed for ${what}`, async () => {
			const one = await start({ content: poolWith(users(2)) });
			const refusal = await refusalOf(list(one, input));
			expect(refusal).to.include({ name, status: 400 });
			expect(refusal.message).to.include(message);
		});

	it("are not listed with the token of another pool", async () => {
		const one = await start({
			content: {
				UserPools: [
					{ Id: "eu-central-1_Test", Users: users(2) },
					{ Id: "eu-central-1_Other", Users: users(2) },
				],
			},
		});
		const { PaginationToken } = await list(one, { Limit: 1 });
		const refusal = await refusalOf(list(one, { UserPoolId: "eu-central-1_Other", PaginationToken }));
		expect(refusal.message).to.equal("Invalid pagination token.");
	});
});
