import { expect } from "chai";
import { inRanges, isRange } from "#review/report/ranges";
import { exceeded, parseLimit, type Rehearsal } from "#review/report/rehearsal";
import { parseRiskConfiguration, settingsOf } from "#review/report/riskConfiguration";
import { addressRange } from "#review/store/index";

const nothing = {
	low: "none",
	medium: "none",
	high: "none",
	compromisedCredentials: "none",
	alwaysAllow: [],
	alwaysBlock: [],
};

describe("A risk configuration", () => {
	it("is read from YAML, where missing parts have no effect", () => {
		const text =
			"high: block\nmedium: mfaIfConfigured\nalwaysAllow: [203.0.113.0/24]\nclients:\n  web:\n    high: mfaRequired\n";
		expect(parseRiskConfiguration("strict.yaml", text)).to.deep.equal({
			name: "strict.yaml",
			pool: { ...nothing, high: "block", medium: "mfaIfConfigured", alwaysAllow: ["203.0.113.0/24"] },
			clients: { web: { ...nothing, high: "mfaRequired" } },
		});
		expect(parseRiskConfiguration("empty.yaml", "").pool).to.deep.equal(nothing);
	});

	for (const [text, message] of [
		["high: bock", 'x.yaml: high: "bock" is not an action. Use none, mfaIfConfigured, mfaRequired, block.'],
		[
			"higher: block",
			"x.yaml: higher is not a field. The fields are low, medium, high, compromisedCredentials, alwaysAllow, alwaysBlock, clients.",
		],
		[
			"compromisedCredentials: mfaRequired",
			'x.yaml: compromisedCredentials: "mfaRequired" is not an action. Use none, block.',
		],
		[
			"alwaysBlock: [example.com]",
			'x.yaml: alwaysBlock: "example.com" is not a range. Write it such as 203.0.113.0/24.',
		],
		[
			"clients: {web: {low: 3}}",
			"x.yaml: clients.web: low: 3 is not an action. Use none, mfaIfConfigured, mfaRequired, block.",
		],
		["- high", "x.yaml: expected fields such as `high: block`."],
	] as const)
		it(`is rejected with the mistake in ${text}`, () => {
			expect(() => parseRiskConfiguration("x.yaml", text)).to.throw(message);
		});

	it("is converted from Cognito's response", () => {
		expect(
			settingsOf({
				CompromisedCredentialsRiskConfiguration: {
					EventFilter: ["SIGN_IN"],
					Actions: { EventAction: "BLOCK" },
				},
				AccountTakeoverRiskConfiguration: {
					Actions: {
						LowAction: { Notify: false, EventAction: "NO_ACTION" },
						MediumAction: { Notify: false, EventAction: "MFA_IF_CONFIGURED" },
						HighAction: { Notify: false, EventAction: "MFA_REQUIRED" },
					},
				},
				RiskExceptionConfiguration: {
					BlockedIPRangeList: ["192.0.2.0/24"],
					SkippedIPRangeList: ["203.0.113.7/32"],
				},
			}),
		).to.deep.equal({
			low: "none",
			medium: "mfaIfConfigured",
			high: "mfaRequired",
			compromisedCredentials: "block",
			alwaysAllow: ["203.0.113.7/32"],
			alwaysBlock: ["192.0.2.0/24"],
		});
		expect(settingsOf({})).to.deep.equal(nothing);
		expect(
			settingsOf({
				CompromisedCredentialsRiskConfiguration: {
					EventFilter: ["SIGN_UP"],
					Actions: { EventAction: "BLOCK" },
				},
			}),
		).to.deep.equal(nothing);
	});
});

describe("Ranges of addresses", () => {
	it("may contain addresses of both versions", () => {
		const contain = inRanges(["203.0.113.0/24", "2001:db8::/32", "192.0.2.1"]);
		const isIn = (address: string) => contain(addressRange(address).first);
		expect(["203.0.113.255", "2001:db8:1::5", "192.0.2.1"].map(isIn)).to.deep.equal([true, true, true]);
		expect(["203.0.114.0", "2001:db9::", "192.0.2.2"].map(isIn)).to.deep.equal([false, false, false]);
	});

	it("of IPv6 contain no address of IPv4", () => {
		const isIn = inRanges(["::/0"]);
		const of = (address: string) => isIn(addressRange(address).first);
		expect(["::", "2001:db8::", "203.0.113.7"].map(of)).to.deep.equal([true, true, false]);
	});

	it("are distinguished from other texts", () => {
		expect(["1.2.3.0/24", "::/0", "1.2.3.4"].every(isRange)).to.equal(true);
		expect(["1.2.3.0/33", "1.2.3/24", "a", "1.2.3.4/", "1.2.3.4/8/8", "::/129"].some(isRange)).to.equal(
			false,
		);
	});
});

describe("Limits of a rehearsal", () => {
	const rehearsal = (name: string, most: number) =>
		({ name, validBlocked: { from: 0, to: most }, usersBlocked: { from: 5, to: 5 } }) as Rehearsal;

	it("consist of a name and a number", () => {
		expect(parseLimit("valid-blocked > 0")).to.deep.equal({ name: "valid-blocked", most: 0 });
		expect(parseLimit("invalid-passed>12")).to.deep.equal({ name: "invalid-passed", most: 12 });
		for (const text of [
			"valid-blocked",
			"valid-blocked < 1",
			"blocked > 1",
			"valid-blocked > -1",
			"valid-blocked > 1.5",
			"",
		])
			expect(parseLimit(text), text).to.equal(undefined);
	});

	it("are exceeded if the upper bound of any configuration exceeds them", () => {
		const limits = [
			{ name: "valid-blocked", most: 2 },
			{ name: "users-blocked", most: 5 },
		] as const;
		expect(exceeded(limits, [rehearsal("current", 2), rehearsal("strict", 3)])).to.deep.equal([
			{ name: "valid-blocked", most: 2, configuration: "strict", figure: { from: 0, to: 3 } },
		]);
	});
});
