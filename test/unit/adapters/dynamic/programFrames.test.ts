import { createRequire } from "node:module";
import { expect } from "chai";
import { keepProgramFrames } from "#provider/adapters/dynamic/programFrames";

/** Internal to Pulumi, which declares no types for it. */
const pulumis: { debuggablePromise(promise: Promise<void>, context: string): Promise<void> } = createRequire(
	import.meta.url,
)("@pulumi/pulumi/runtime/debuggable");

const { prepareStackTrace } = Error;
const asText = (_: Error, frames: NodeJS.CallSite[]) => frames.map((frame) => frame.getFileName()).join("\n");

describe("the call stack that Pulumi keeps with a resource", () => {
	afterEach(() => {
		Object.assign(Error, { prepareStackTrace });
		delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
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

	it("is not captured for Pulumi's promises, for which only leak detection shows it", async () => {
		Error.prepareStackTrace = asText;
		expect(await stackOfPromise()).to.contain("programFrames.test.ts");
		const end = keepProgramFrames();
		expect(await stackOfPromise()).to.equal("");
		end();

		process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
		const endOfSearch = keepProgramFrames();
		expect(await stackOfPromise()).to.contain("programFrames.test.ts");
		endOfSearch();
	});

	it("is not changed unless stack traces are prepared", () => {
		Reflect.deleteProperty(Error, "prepareStackTrace");
		keepProgramFrames()();
		expect(Error.prepareStackTrace).to.equal(undefined);
	});
});

/** The stack that Pulumi records with a promise. */
async function stackOfPromise(): Promise<unknown> {
	const promise = Promise.resolve();
	await pulumis.debuggablePromise(promise, "a test");
	return Reflect.get(promise, "_debugStackTrace");
}
