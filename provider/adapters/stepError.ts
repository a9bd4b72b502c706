import { printableLines } from "../cognito/printable.ts";

/** A failed step, worded for the person who runs Pulumi. It has no stack trace. */
export class StepError extends Error {
	override readonly name: string = "StepError";

	constructor(message: string) {
		super(printableLines(message));
	}
}

/** State that a later version wrote and this one cannot read. */
export class NewerStateError extends StepError {
	override readonly name = "NewerStateError";

	constructor() {
		super("This state was written by a newer version of pulumi-cognito-feedback. Install that version.");
	}
}
