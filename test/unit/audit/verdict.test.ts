import { expect } from "chai";
import fc from "fast-check";
import { verdictOf } from "../../../tools/audit/verdict.ts";

/** What `npm audit --json` prints of dependencies with these severities. */
function report(severities: Readonly<Record<string, string>>): string {
	const vulnerabilities = Object.entries(severities).map(([name, severity]) => [
		name,
		{
			name,
			severity,
			via: [{ title: `Trouble with ${name}`, url: `https://advisories.example/${name}` }],
			range: "<2.0.0",
		},
	]);
	return JSON.stringify({ auditReportVersion: 2, vulnerabilities: Object.fromEntries(vulnerabilities) });
}

describe("The audit of the dependencies", () => {
	it("is clean where the report has no vulnerability", () => {
		expect(verdictOf(report({}), "moderate").outcome).to.equal("clean");
	});

	it("finds a vulnerability of the severity that counts, and says in what and where to read on", () => {
		const { outcome, message } = verdictOf(report({ leaky: "moderate", fine: "low" }), "moderate");
		expect(outcome).to.equal("found");
		expect(message)
			.to.include("\n  leaky <2.0.0: moderate, Trouble with leaky https://advisories.example/leaky")
			.and.not.include("fine");
	});

	it("lets one below that pass", () => {
		expect(verdictOf(report({ fine: "low" }), "moderate").outcome).to.equal("clean");
		expect(verdictOf(report({ fine: "low" }), "low").outcome).to.equal("found");
	});

	it("names what has the vulnerability, and not all that depends on it", () => {
		const json = JSON.parse(report({ leaky: "high" }));
		json.vulnerabilities.above = { name: "above", severity: "high", via: ["leaky"], range: "*" };
		expect(verdictOf(JSON.stringify(json), "moderate").message)
			.to.include("leaky")
			.and.not.include("above");
	});

	it("counts a severity that it does not know", () => {
		expect(verdictOf(report({ odd: "catastrophic" }), "critical").outcome).to.equal("found");
	});

	it("cannot tell where the registry has no audit service, or is not reached", () => {
		for (const message of [
			"404 Not Found - POST https://registry.example/-/npm/v1/security/audits/quick",
			"request to https://registry.example/ failed, reason: getaddrinfo ENOTFOUND registry.example",
		]) {
			const printed = { message, method: "POST", error: { summary: "", detail: "" } };
			const verdict = verdictOf(JSON.stringify(printed), "moderate");
			expect(verdict.outcome).to.equal("unknown");
			expect(verdict.message).to.include(message);
		}
	});

	it("is broken, and not skipped, where npm fails for a reason of its own", () => {
		const { outcome, message } = verdictOf(
			JSON.stringify({
				error: { code: "ENOLOCK", summary: "This command requires an existing lockfile.", detail: "" },
			}),
			"moderate",
		);
		expect(outcome).to.equal("broken");
		expect(message).to.include("requires an existing lockfile");
	});

	it("never takes anything but a report for clean", () => {
		const anything = fc.oneof(fc.string(), fc.json(), fc.constantFrom("", "{}", "[]", "null", "0", '"x"'));
		fc.assert(
			fc.property(anything, (text) => {
				fc.pre(!text.includes("auditReportVersion"));
				expect(verdictOf(text, "moderate").outcome).not.to.be.oneOf(["clean", "found"]);
			}),
		);
	});
});
