import { printableLines } from "../cognito/printable.ts";

/** A step that failed, in words for the person who runs Pulumi: without a stack trace. */
export class StepError extends Error {
	override readonly name: string = "StepError";

	constructor(message: string) {
		super(printableLines(message));
	}
}

/** State that this version cannot read. */
export class NewerStateError extends StepError {
	override readonly name = "NewerStateError";

	constructor() {
		super("This state was written by a newer version of pulumi-cognito-feedback. Install that version.");
	}
}
