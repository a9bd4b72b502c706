import { FeedbackError } from "../cognito/feedbackError";
import type { Context } from "./context";
import type { CheckFailure } from "./failure";

const reported = new WeakSet<Context["problems"]>();

/** What is wrong with the stack configuration: for the first resource of a run, since it is the same for each. */
export function configurationFailures({ problems }: Context): CheckFailure[] {
	if (reported.has(problems)) return [];
	reported.add(problems);
	return problems.map((reason) => ({ reason }));
}

/** Stops a step that would make requests while the stack configuration is wrong. */
export function refuseWrongConfiguration({ problems }: Context): void {
	if (problems.length > 0) throw new FeedbackError(problems.join("\n"));
}
