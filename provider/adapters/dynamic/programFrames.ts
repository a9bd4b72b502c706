/**
 * Has Pulumi keep with the resources declared from here on where in the program they are, and not how Node.js came to
 * load the program too. Pulumi keeps the call stack with each resource and rewrites all of them after each step: those
 * frames are a third of the state of a single decision, and a twelfth of the time that 500 of them take.
 *
 * It also leaves the frames out that Pulumi notes with every promise of every property, some forty stacks for a
 * resource, which only `PULUMI_DEBUG_PROMISE_LEAKS` shows: finding their lines in the sources was two fifths of what a
 * program of 300 resources did.
 *
 * Changes nothing unless stack traces are prepared, as Pulumi's own program loader does.
 *
 * @returns what ends it
 */
export function keepProgramFrames(): () => void {
	const { prepareStackTrace } = Error;
	if (!prepareStackTrace) return () => {};
	const showsPromises = Boolean(process.env.PULUMI_DEBUG_PROMISE_LEAKS);
	Error.prepareStackTrace = (error, frames) =>
		prepareStackTrace(error, !showsPromises && isOfPromise(frames) ? [] : framesOfProgram(frames));
	return () => {
		Error.prepareStackTrace = prepareStackTrace;
	};
}

/** Whether Pulumi takes the stack of a promise, in its function of this name. */
function isOfPromise([top]: readonly NodeJS.CallSite[]): boolean {
	return top?.getFunctionName() === "debuggablePromise";
}

function framesOfProgram(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
	const end = frames.findIndex((frame) => frame.getFileName()?.startsWith("node:"));
	return end === -1 ? frames : frames.slice(0, end);
}
