import { expect } from "chai";
import { durations, phases, readMarks } from "../../../bench/timeline.ts";

const run = [
	"program start 1100",
	"program pulumi-begin 1600",
	"provider start 1900",
	"provider ready 2300",
	"provider sdk-begin 2350",
	"provider sdk-end 2400",
	"provider request 2410",
	"provider response 2420",
	"provider request 2411",
	"provider response 2610",
	"program end 2650",
];

describe("bench: timeline", () => {
	it("divides the whole run into its phases", () => {
		const taken = durations(readMarks(`${run.join("\n")}\n`), 1_000, 3_000);
		expect(taken).to.deep.equal([0.1, 0.5, 0.3, 0.4, 0.05, 0.05, 0.01, 0.2, 0.39]);
		expect(taken).to.have.length(phases.length);
	});

	it("does not read the marks in the order in which processes wrote them", () => {
		const marks = readMarks(run.toReversed().join("\n"));
		expect(durations(marks, 1_000, 3_000)).to.deep.equal(durations(readMarks(run.join("\n")), 1_000, 3_000));
	});

	it("reports which phase has no end", () => {
		expect(() => durations(readMarks("program start 1"), 0, 2)).to.throw(
			"Pulumi's SDK in the program's process",
		);
	});
});
