import { expect } from "chai";
import { keepProgramFrames } from "#provider/dynamic/programFrames";

const { prepareStackTrace } = Error;
const asText = (_: Error, frames: NodeJS.CallSite[]) => frames.map((frame) => frame.getFileName()).join("\n");

describe("the call stack that Pulumi keeps with a resource", () => {
	afterEach(() => {
		Object.assign(Error, { prepareStackTrace });
	});

	it("ends where Node.js called the program", () => {
		Error.prepareStackTrace = asText;
		const whole = new Error().stack;
		const end = keepProgramFrames();
		const kept = new Error().stack;
		end();
		expect(kept).to.contain("programFrames.test.ts").and.not.to.contain("node:");
		expect(whole?.startsWith(`${kept}\nnode:`)).to.equal(true);
		expect(Error.prepareStackTrace).to.equal(asText);
	});

	it("is left alone where nobody prepares it", () => {
		Reflect.deleteProperty(Error, "prepareStackTrace");
		keepProgramFrames()();
		expect(Error.prepareStackTrace).to.equal(undefined);
	});
});
