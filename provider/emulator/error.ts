/** What AWS answers with another status than 400, the one that all other codes have. */
const statuses = new Map([
	["TooManyRequestsException", 429],
	["InternalErrorException", 500],
]);

/**
 * An error answer. Thrown by an operation, or by {@link EmulatorOptions.onRequest}, it becomes the answer to the
 * request: its code in `__type` and in the header `x-amzn-errortype`, its message in `message`.
 */
export class EmulatorError extends Error {
	/** The error's code as AWS spells it, like `UserNotFoundException`. */
	readonly code: string;
	/** The answer's HTTP status. */
	readonly status: number;

	/**
	 * An answer that is an error.
	 *
	 * @param code the error's code as AWS spells it, like `UserNotFoundException`
	 * @param message what the caller reads
	 * @param status HTTP status; by default the one that Amazon Cognito gives the code: 429 for
	 *   `TooManyRequestsException`, 500 for `InternalErrorException`, 400 for every other
	 */
	constructor(code: string, message: string, status = statuses.get(code) ?? 400) {
		super(message);
		this.name = "EmulatorError";
		this.code = code;
		this.status = status;
	}
}
