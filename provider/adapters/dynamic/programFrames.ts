/**
 * Has Pulumi record, for the resources declared from here on, only the stack frames of the program, without those of Node.js's
 * module loader. Pulumi keeps the call stack with each resource and rewrites all state after each step: the loader's frames are
 * a third of the state of a single decision, and 500 decisions spend a twelfth of their time on them.
 *
 * Also removes the stack that Pulumi captures for every promise of every property, some forty for each resource. Only
 * `PULUMI_DEBUG_PROMISE_LEAKS` shows these; mapping their lines to the sources took two fifths of the time of a program with
 * 300 resources.
 *
 * Has no effect unless stack traces are prepared, as Pulumi's program loader does.
 *
 * @returns a function that restores Pulumi's behavior
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

/** Whether Pulumi is capturing the stack of a promise: it does so in a function of this name. */
function isOfPromise([top]: readonly NodeJS.CallSite[]): boolean {
	return top?.getFunctionName() === "debuggablePromise";
}

function framesOfProgram(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
	const end = frames.findIndex((frame) => frame.getFileName()?.startsWith("node:"));
	return end === -1 ? frames : frames.slice(0, end);
}
