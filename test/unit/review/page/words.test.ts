import { expect } from "chai";
import fc from "fast-check";
import { clockOf, dayOf, grouped, localClock, momentOf } from "../../../../review/page/app/model/words.ts";

describe("the page's words", () => {
	it("for a time are in English and UTC", () => {
		const options = { timeZone: "UTC" } as const;
		const day = new Intl.DateTimeFormat("en-GB", {
			...options,
			day: "numeric",
			month: "long",
			year: "numeric",
		});
		const clock = new Intl.DateTimeFormat("en-GB", { ...options, hour: "2-digit", minute: "2-digit" });
		fc.assert(
			fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
				const at = date.getTime();
				expect(dayOf(at)).to.equal(day.format(at).replace(/([A-Z][a-z]{2})[a-z]*/, "$1"));
				expect(clockOf(at)).to.equal(`${clock.format(at)} UTC`);
			}),
		);
		expect(momentOf(Date.UTC(2026, 10, 20, 8, 14))).to.equal("20 Nov 08:14");
	});

	it("for the user's local time apply the offset, across midnight too", () => {
		const at = Date.UTC(2026, 10, 20, 22, 30);
		expect(localClock(at, "+05:45")).to.equal("04:15");
		expect(localClock(at, "-03:00")).to.equal("19:30");
		expect(localClock(at, "Europe/Berlin")).to.equal(undefined);
	});

	it("for a number have thousands separators", () => {
		fc.assert(
			fc.property(fc.nat(), (count) => {
				expect(grouped(count)).to.equal(count.toLocaleString("en"));
			}),
		);
	});
});
