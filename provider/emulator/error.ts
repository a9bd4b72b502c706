/** The codes that AWS returns with a status other than 400. */
const statuses = new Map([
	["TooManyRequestsException", 429],
	["InternalErrorException", 500],
]);

/**
 * An error response. Thrown by an operation, or by {@link EmulatorOptions.onRequest}, it becomes the response to the
 * request: its code in `__type` and in the header `x-amzn-errortype`, its message in `message`.
 */
export class EmulatorError extends Error {
	/** The error's code as AWS spells it, like `UserNotFoundException`. */
	readonly code: string;
	/** The HTTP status of the response. */
	readonly status: number;

	/**
	 * An error response.
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
