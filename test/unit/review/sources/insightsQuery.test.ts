import { expect } from "chai";
import fc from "fast-check";
import { filterCommands, quoted } from "#review/sources/insights/query";
import type { EventFilter } from "#review/store/index";
import { codePoint } from "../../../support/anyText.ts";

const pool = "eu-central-1_Test";

/** Replaces the texts of a query by placeholders, following the service's grammar, and returns their values. */
function parsed(query: string): { skeleton: string; texts: string[] } {
	const texts: string[] = [];
	let skeleton = "";
	for (let at = 0; at < query.length; at++) {
		if (query[at] !== '"') {
			skeleton += query[at];
			continue;
		}
		let text = "";
		for (at++; query[at] !== '"'; at++) {
			if (at >= query.length) throw new Error(`a text has no end: ${query}`);
			if (query[at] === "\\") at++;
			text += query[at];
		}
		texts.push(text);
		skeleton += '""';
	}
	return { skeleton, texts };
}

describe("A query of Logs Insights", () => {
	it("has every condition that the service can check", () => {
		const filter: EventFilter = {
			...{
				risk: "Medium",
				types: ["SignIn"],
				users: ["alice"],
				ips: ["203.0.113.7", "10.0.0.0/8", "2001:db8::/64"],
			},
			...{
				countries: ["Germany"],
				clients: ["abc"],
				since: "2026-11-01T00:00:00Z",
				text: "x",
				unreviewed: true,
			},
		};
		expect(filterCommands(filter, pool).split("\n")).to.deep.equal([
			"| filter ispresent(message.eventId)",
			`| filter (message.userPoolId in ["${pool}"] or logSourceId.userPoolId in ["${pool}"])`,
			'| filter ispresent(message.riskLevel) and tolower(message.riskLevel) not in ["", "null", "low"]',
			'| filter replace(tolower(message.eventType), "_", "") in ["signin"]',
			'| filter (message.userName in ["alice"] or message.userSub in ["alice"])',
			'| filter (isIpv4InSubnet(message.ipAddress, "203.0.113.7/32") or isIpv4InSubnet(message.ipAddress, "10.0.0.0/8") or isIpv6InSubnet(message.ipAddress, "2001:db8::/64"))',
			'| filter tolower(message.country) in ["germany"]',
			'| filter message.clientId in ["abc"]',
		]);
	});

	const hostile = fc.oneof(
		fc.string({ unit: codePoint, minLength: 1 }),
		fc.string({ unit: fc.constantFrom(..."\"'`\\|#/()[],*= \n\r\tx"), minLength: 1 }),
		fc.constantFrom(
			'" or 1 = 1 | fields @message #',
			'\\" | stats count(*)',
			"a\n| limit 1",
			"\u2028| limit 1",
		),
	);

	it("keeps every value inside its quotes", () => {
		const shape = (value: string): EventFilter => ({
			users: [value],
			countries: [value],
			clients: [value],
			ips: [value],
		});
		const harmless = parsed(filterCommands(shape("a"), pool));
		fc.assert(
			fc.property(hostile, (value) => {
				const query = filterCommands(shape(value), pool);
				const { skeleton, texts } = parsed(query);
				if (quoted(value) === undefined || quoted(value.toLowerCase()) === undefined) {
					expect(query).to.match(/^[ -~\n]*$/);
					return;
				}
				if (!/isIpv[46]/.test(query)) expect(skeleton).to.equal(harmless.skeleton);
				expect(texts.slice(2, 4)).to.deep.equal([value, value]);
				expect(texts.at(-2)).to.equal(value.toLowerCase());
				expect(texts.at(-1)).to.equal(value);
			}),
			{ numRuns: 500 },
		);
	});

	it("omits a condition whose value it cannot quote, with its alternatives", () => {
		expect(filterCommands({ users: ["alice", "b\u0000b"], clients: ["c"] }, pool)).not.to.include("userName");
		expect(filterCommands({ ips: ["10.0.0.1", "a\nb"] }, pool)).not.to.include("ipAddress");
		expect(filterCommands({ users: ["alice", "b\u0000b"], clients: ["c"] }, pool)).to.include(
			'clientId in ["c"]',
		);
	});
});
